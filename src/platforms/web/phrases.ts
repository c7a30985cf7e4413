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
    keys: "Trykk Enter for å sende. Trykk pil opp for å endre det siste spørsmålet.",
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
    noSection: "Jeg fikk ikke hentet avsnittet.",
    quotes: "Kilden sier",
    you: "Du",
    payload: "Det som sendes (JSON)",
    onlyThere: "Denne knappen virker bare i {place}.",
    noView: "Visningen er ikke tilgjengelig for dette svaret.",
    interfaceLanguage: "Språk på siden",
    theme: { light: "Lyst utseende", dark: "Mørkt utseende" },
    knowTitle: "Det jeg vet",
    knowIntro: "Alt jeg kan svare på, med sitatene det bygger på. Finner du det ikke her, står det ikke i kilden.",
    bodies: "Også omtalt her",
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
    keys: "Trykk Enter for å sende. Trykk pil opp for å endre det siste spørsmålet.",
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
    hideSection: "Skjul avsnittet",
    noSection: "Eg fekk ikkje henta avsnittet.",
    quotes: "Kjelda seier (på bokmål)",
    you: "Du",
    payload: "Det som blir sendt (JSON)",
    onlyThere: "Denne knappen verkar berre i {place}.",
    noView: "Visinga er ikkje tilgjengeleg for dette svaret.",
    interfaceLanguage: "Språk på sida",
    theme: { light: "Lys utsjånad", dark: "Mørk utsjånad" },
    knowTitle: "Det eg veit",
    knowIntro: "Alt eg kan svare på, med sitata det byggjer på. Finn du det ikkje her, står det ikkje i kjelda.",
    bodies: "Også omtalt her",
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
    headlineSource: "and the sentence it is based on.",
    intro:
      "Ask about the international forums in which Norway cooperates on refugee and migration policy, in Norwegian (Bokmål or Nynorsk) or English. If the answer is not in the source, I say so.",
    question: "Your question",
    placeholder: "Type a question",
    keys: "Press Enter to send. Press the up arrow to edit your last question.",
    fresh: "New conversation",
    edit: "Edit the question",
    editing: "You are editing your last question.",
    cancel: "Cancel",
    again: "Try again",
    failure: "I can't reach the server. Please try again shortly.",
    working: "Looking …",
    views: "Show the answer as",
    answer: "Answer",
    why: "Why",
    feedback: "Was the answer helpful?",
    hideSection: "Hide the section",
    noSection: "I could not get the section.",
    quotes: "The source says (in Norwegian)",
    you: "You",
    payload: "What is sent (JSON)",
    onlyThere: "This button works only in {place}.",
    noView: "This view is not available for this answer.",
    interfaceLanguage: "Page language",
    theme: { light: "Light appearance", dark: "Dark appearance" },
    knowTitle: "What I know",
    knowIntro: "Everything I can answer, with the quotes it is based on. What you can't find here is not in the source.",
    bodies: "Also covered here",
    facts: { one: "1 fact", many: "{count} facts" },
    hits: { one: "1 result", many: "{count} results" },
    overview: "Ask for the overview",
    api: "API",
  },
};
