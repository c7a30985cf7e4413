// What the page says besides answers and the words that it shares with Slack and Teams.
import type { Language } from "../../chat.js";

export interface Phrases {
  readonly title: string;
  readonly ask: string;
  readonly know: string;
  readonly skip: string;
  readonly headline: string;
  /** Stands out: the source's own voice. */
  readonly headlineSource: string;
  readonly intro: string;
  readonly question: string;
  readonly placeholder: string;
  readonly keys: string;
  readonly fresh: string;
  readonly edit: string;
  readonly editing: string;
  readonly cancel: string;
  readonly again: string;
  readonly failure: string;
  readonly working: string;
  readonly views: string;
  readonly answer: string;
  readonly why: string;
  readonly feedback: string;
  readonly hideSection: string;
  readonly noSection: string;
  readonly quotes: string;
  readonly you: string;
  readonly payload: string;
  readonly onlyThere: string;
  readonly noView: string;
  readonly interfaceLanguage: string;
  readonly theme: Readonly<Record<"light" | "dark", string>>;
  readonly knowTitle: string;
  readonly knowIntro: string;
  readonly bodies: string;
  readonly facts: Readonly<Record<"one" | "many", string>>;
  readonly hits: Readonly<Record<"one" | "many", string>>;
  readonly overview: string;
  readonly api: string;
}

export const PHRASES: Readonly<Record<Language, Phrases>> = {
  nb: {
    title: "Forumbot",
    ask: "Spør",
    know: "Det jeg vet",
    skip: "Gå til spørsmålsfeltet",
    headline: "Få svaret,",
    headlineSource: "og setningen det bygger på.",
    intro:
      "Spør om de internasjonale forumene der Norge samarbeider om flyktning- og migrasjonspolitikk, på bokmål, nynorsk eller engelsk. Står det ikke i kilden, sier jeg det.",
    question: "Spørsmålet ditt",
    placeholder: "Skriv et spørsmål",
    keys: "Enter sender. Pil opp endrer det siste spørsmålet.",
    fresh: "Ny samtale",
    edit: "Endre spørsmålet",
    editing: "Du endrer det siste spørsmålet.",
    cancel: "Avbryt",
    again: "Prøv igjen",
    failure: "Jeg får ikke kontakt med serveren. Prøv igjen om litt.",
    working: "Leter …",
    views: "Vis svaret som",
    answer: "Svar",
    why: "Hvorfor",
    feedback: "Var svaret nyttig?",
    hideSection: "Skjul avsnittet",
    noSection: "Jeg finner ikke avsnittet.",
    quotes: "Kilden sier",
    you: "Du",
    payload: "Det som sendes (JSON)",
    onlyThere: "Denne knappen virker bare i {place}.",
    noView: "Visningen er ikke tilgjengelig for dette svaret.",
    interfaceLanguage: "Språk på siden",
    theme: { light: "Lyst utseende", dark: "Mørkt utseende" },
    knowTitle: "Det jeg vet",
    knowIntro: "Alt jeg kan svare på, med sitatene det bygger på. Finner du det ikke her, står det ikke i kilden.",
    bodies: "Hører til",
    facts: { one: "1 opplysning", many: "{count} opplysninger" },
    hits: { one: "1 treff", many: "{count} treff" },
    overview: "Spør om oversikten",
    api: "API",
  },
  nn: {
    title: "Forumbot",
    ask: "Spør",
    know: "Det eg veit",
    skip: "Gå til spørsmålsfeltet",
    headline: "Få svaret,",
    headlineSource: "og setninga det byggjer på.",
    intro:
      "Spør om dei internasjonale foruma der Noreg samarbeider om flyktning- og migrasjonspolitikk, på bokmål, nynorsk eller engelsk. Står det ikkje i kjelda, seier eg det.",
    question: "Spørsmålet ditt",
    placeholder: "Skriv eit spørsmål",
    keys: "Enter sender. Pil opp endrar det siste spørsmålet.",
    fresh: "Ny samtale",
    edit: "Endre spørsmålet",
    editing: "Du endrar det siste spørsmålet.",
    cancel: "Avbryt",
    again: "Prøv igjen",
    failure: "Eg får ikkje kontakt med tenaren. Prøv igjen om litt.",
    working: "Leitar …",
    views: "Vis svaret som",
    answer: "Svar",
    why: "Kvifor",
    feedback: "Var svaret nyttig?",
    hideSection: "Gøym avsnittet",
    noSection: "Eg finn ikkje avsnittet.",
    quotes: "Kjelda seier",
    you: "Du",
    payload: "Det som blir sendt (JSON)",
    onlyThere: "Denne knappen verkar berre i {place}.",
    noView: "Visinga er ikkje tilgjengeleg for dette svaret.",
    interfaceLanguage: "Språk på sida",
    theme: { light: "Lys utsjånad", dark: "Mørk utsjånad" },
    knowTitle: "Det eg veit",
    knowIntro: "Alt eg kan svare på, med sitata det byggjer på. Finn du det ikkje her, står det ikkje i kjelda.",
    bodies: "Høyrer til",
    facts: { one: "1 opplysning", many: "{count} opplysningar" },
    hits: { one: "1 treff", many: "{count} treff" },
    overview: "Spør om oversikta",
    api: "API",
  },
  en: {
    title: "Forumbot",
    ask: "Ask",
    know: "What I know",
    skip: "Go to the question field",
    headline: "Get the answer,",
    headlineSource: "and the sentence it rests on.",
    intro:
      "Ask about the international forums in which Norway cooperates on refugee and migration policy, in Norwegian (Bokmål or Nynorsk) or English. If the source does not tell, I say so.",
    question: "Your question",
    placeholder: "Type a question",
    keys: "Enter sends. Arrow up edits the last question.",
    fresh: "New conversation",
    edit: "Edit the question",
    editing: "You are editing the last question.",
    cancel: "Cancel",
    again: "Try again",
    failure: "I can't reach the server. Try again in a moment.",
    working: "Looking …",
    views: "Show the answer as",
    answer: "Answer",
    why: "Why",
    feedback: "Was the answer helpful?",
    hideSection: "Hide the section",
    noSection: "I can't find the section.",
    quotes: "The source says",
    you: "You",
    payload: "What is sent (JSON)",
    onlyThere: "This button works in {place} only.",
    noView: "There is no such view of this answer.",
    interfaceLanguage: "Language of the page",
    theme: { light: "Light appearance", dark: "Dark appearance" },
    knowTitle: "What I know",
    knowIntro: "All that I can answer, with the quotes it rests on. What you don't find here, the source does not tell.",
    bodies: "Belonging to it",
    facts: { one: "1 fact", many: "{count} facts" },
    hits: { one: "1 hit", many: "{count} hits" },
    overview: "Ask for the overview",
    api: "API",
  },
};
