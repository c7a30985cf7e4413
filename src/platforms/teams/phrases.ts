// What only Teams says, in all three languages; what Slack and the page say too is in surface.ts.
import type { Language } from "../../chat.js";
import type { CommandName } from "../../commands.js";

export interface TeamsPhrases {
  /** What each command does: in the help card and in the app's manifest alike. */
  readonly commands: Readonly<Record<CommandName, string>>;
  readonly showQuotes: string;
  readonly back: string;
  readonly welcome: string;
  readonly welcomeBy: string;
  readonly wondering: string;
  readonly sure: string;
  readonly alone: string;
  readonly chosen: string;
  readonly unknownButton: string;
  readonly pickForum: string;
}

export const TEAMS: Readonly<Record<Language, TeamsPhrases>> = {
  nb: {
    commands: {
      help: "Hva jeg kan svare på, og hvordan du spør",
      forums: "Forumene jeg kjenner",
      language: "Velg språket jeg svarer deg på",
      privacy: "Hva jeg lagrer, og hvor lenge",
      why: "Hvordan jeg kom fram til det siste svaret",
      forget: "Slett det jeg har lagret om deg",
    },
    showQuotes: "Vis hva kilden sier",
    back: "Tilbake",
    welcome:
      "Hei! Nå er jeg med her. Nevn meg med @ når dere vil spørre om de internasjonale forumene for flyktning- og migrasjonspolitikk.",
    welcomeBy:
      "Hei! {name} la meg til. Nevn meg med @ når dere vil spørre om de internasjonale forumene for flyktning- og migrasjonspolitikk.",
    wondering: "Hva lurer du på?",
    sure: "Ja, slett alt",
    alone: "Hva jeg har lagret om deg, viser jeg bare i en samtale med deg alene. Skriv «personvern» til meg der.",
    chosen: "Valgt",
    unknownButton: "Denne knappen virker ikke lenger. Skriv «hjelp», så viser jeg hva jeg kan.",
    pickForum: "Velg et forum for å lese om det.",
  },
  nn: {
    commands: {
      help: "Kva eg kan svare på, og korleis du spør",
      forums: "Foruma eg kjenner",
      language: "Vel språket eg svarer deg på",
      privacy: "Kva eg lagrar, og kor lenge",
      why: "Korleis eg kom fram til det siste svaret",
      forget: "Slett det eg har lagra om deg",
    },
    showQuotes: "Vis kva kjelda seier",
    back: "Tilbake",
    welcome: "Hei! No er eg med her. Nemn meg med @ når de vil spørje om dei internasjonale foruma for flyktning- og migrasjonspolitikk.",
    welcomeBy:
      "Hei! {name} la meg til. Nemn meg med @ når de vil spørje om dei internasjonale foruma for flyktning- og migrasjonspolitikk.",
    wondering: "Kva lurer du på?",
    sure: "Ja, slett alt",
    alone: "Kva eg har lagra om deg, viser eg berre i ein samtale med deg åleine. Skriv «personvern» til meg der.",
    chosen: "Valt",
    unknownButton: "Denne knappen verkar ikkje lenger. Skriv «hjelp», så viser eg kva eg kan.",
    pickForum: "Vel eit forum for å lese om det.",
  },
  en: {
    commands: {
      help: "What I can answer, and how to ask",
      forums: "The forums I know",
      language: "Choose the language I answer you in",
      privacy: "What I store, and for how long",
      why: "How I arrived at my last answer",
      forget: "Delete what I have stored about you",
    },
    showQuotes: "Show what the source says",
    back: "Back",
    welcome: "Hello! I am here now. Mention me with @ to ask about the international forums for refugee and migration policy.",
    welcomeBy: "Hello! {name} added me. Mention me with @ to ask about the international forums for refugee and migration policy.",
    wondering: "What would you like to know?",
    sure: "Yes, delete everything",
    alone: "I show what I have stored about you only in a chat with you alone. Type “privacy” to me there.",
    chosen: "Chosen",
    unknownButton: "This button no longer works. Type “help”, and I will show you what I can do.",
    pickForum: "Choose a forum to read about it.",
  },
};
