// What only Teams says, in all three languages; what Slack and the page say too is in surface.ts.
import type { Language } from "../../chat.js";

export interface TeamsPhrases {
  readonly showQuotes: string;
  readonly back: string;
  readonly welcome: string;
  readonly welcomeBy: string;
  readonly alone: string;
  readonly chosen: string;
  readonly unknownButton: string;
  readonly pickForum: string;
}

export const TEAMS: Readonly<Record<Language, TeamsPhrases>> = {
  nb: {
    showQuotes: "Vis hva kilden sier",
    back: "Tilbake",
    welcome:
      "Hei! Nå er jeg med her. Nevn meg med @ når dere vil spørre om de internasjonale forumene for flyktning- og migrasjonspolitikk.",
    welcomeBy:
      "Hei! {name} la meg til. Nevn meg med @ når dere vil spørre om de internasjonale forumene for flyktning- og migrasjonspolitikk.",
    alone: "Hva jeg har lagret om deg, viser jeg bare i en privat chat med deg. Skriv «personvern» til meg der.",
    chosen: "Valgt",
    unknownButton: "Denne knappen virker ikke lenger. Skriv «hjelp», så viser jeg hva jeg kan.",
    pickForum: "Velg et forum for å lese om det.",
  },
  nn: {
    showQuotes: "Vis kva kjelda seier",
    back: "Tilbake",
    welcome: "Hei! No er eg med her. Nemn meg med @ når de vil spørje om dei internasjonale foruma for flyktning- og migrasjonspolitikk.",
    welcomeBy:
      "Hei! {name} la meg til. Nemn meg med @ når de vil spørje om dei internasjonale foruma for flyktning- og migrasjonspolitikk.",
    alone: "Kva eg har lagra om deg, viser eg berre i ein privat chat med deg. Skriv «personvern» til meg der.",
    chosen: "Valt",
    unknownButton: "Denne knappen verkar ikkje lenger. Skriv «hjelp», så viser eg kva eg kan.",
    pickForum: "Vel eit forum for å lese om det.",
  },
  en: {
    showQuotes: "Show what the source says",
    back: "Back",
    welcome: "Hello! I have joined you here. Mention me with @ to ask about the international forums for refugee and migration policy.",
    welcomeBy: "Hello! {name} added me. Mention me with @ to ask about the international forums for refugee and migration policy.",
    alone: "I show what I have stored about you only in a private chat with you. Type “privacy” to me there.",
    chosen: "Chosen",
    unknownButton: "This button no longer works. Type “help”, and I will show you what I can do.",
    pickForum: "Choose a forum to read about it.",
  },
};
