// What is said in Slack alone; what other platforms say too stands in surface.ts.
import type { Language } from "../../chat.js";

interface Phrases {
  readonly question: string;
  readonly sharedBy: string;
  readonly shared: string;
  readonly notShared: string;
  readonly tooOld: string;
  readonly sectionGone: string;
  readonly answeredHere: string;
  readonly noText: string;
  readonly answer: string;
  readonly section: string;
  readonly cancel: string;
  readonly how: string;
  readonly dropped: string;
  /** What one may write after the command, besides the words of commands. */
  readonly asks: string;
  readonly yourQuestion: string;
  readonly installed: string;
  readonly notInstalled: string;
}

export const PHRASES: Readonly<Record<Language, Phrases>> = {
  nb: {
    question: "Spørsmål",
    sharedBy: "Delt av {who}",
    shared: "Svaret er delt i kanalen.",
    notShared: "Jeg fikk ikke delt svaret her. Legg meg til i kanalen, og prøv igjen.",
    tooOld: "Jeg husker ikke dette svaret lenger. Spør på nytt, så svarer jeg.",
    sectionGone: "Dette avsnittet finnes ikke lenger i kilden min.",
    answeredHere: "Jeg får ikke skrive der du spurte, så du får svaret her.",
    noText: "Meldingen har ingen tekst som jeg kan svare på.",
    answer: "Svar",
    section: "Avsnittet i kilden",
    cancel: "Avbryt",
    how: "Nevn meg i en kanal, send meg en direktemelding, eller bruk {command}. På en melding som andre har skrevet, kan du velge «{shortcut}».",
    dropped: "Svaret er for langt for én melding. Trykk «{more}» for å se resten.",
    asks: "Still et spørsmål",
    yourQuestion: "ditt spørsmål",
    installed: "Forumbot er installert. Du kan lukke dette vinduet og gå tilbake til Slack.",
    notInstalled: "Forumbot ble ikke installert. Prøv på nytt fra lenken du fikk.",
  },
  nn: {
    question: "Spørsmål",
    sharedBy: "Delt av {who}",
    shared: "Svaret er delt i kanalen.",
    notShared: "Eg fekk ikkje delt svaret her. Legg meg til i kanalen, og prøv igjen.",
    tooOld: "Eg hugsar ikkje dette svaret lenger. Spør på nytt, så svarer eg.",
    sectionGone: "Dette avsnittet finst ikkje lenger i kjelda mi.",
    answeredHere: "Eg får ikkje skrive der du spurde, så du får svaret her.",
    noText: "Meldinga har ingen tekst som eg kan svare på.",
    answer: "Svar",
    section: "Avsnittet i kjelda",
    cancel: "Avbryt",
    how: "Nemn meg i ein kanal, send meg ei direktemelding, eller bruk {command}. På ei melding som andre har skrive, kan du velje «{shortcut}».",
    dropped: "Svaret er for langt for éi melding. Trykk «{more}» for å sjå resten.",
    asks: "Still eit spørsmål",
    yourQuestion: "spørsmålet ditt",
    installed: "Forumbot er installert. Du kan lukke dette vindauget og gå tilbake til Slack.",
    notInstalled: "Forumbot blei ikkje installert. Prøv på nytt frå lenkja du fekk.",
  },
  en: {
    question: "Question",
    sharedBy: "Shared by {who}",
    shared: "The answer has been shared in the channel.",
    notShared: "I could not share the answer here. Add me to the channel and try again.",
    tooOld: "I no longer remember this answer. Ask again, and I will answer.",
    sectionGone: "This section is no longer in my source.",
    answeredHere: "I can't write where you asked, so here is your answer.",
    noText: "The message has no text that I can answer.",
    answer: "Answer",
    section: "Section of the source",
    cancel: "Cancel",
    how: "Mention me in a channel, send me a direct message, or use {command}. On a message from someone else, you can choose “{shortcut}”.",
    dropped: "The answer is too long for one message. Press “{more}” to see the rest.",
    asks: "Ask a question",
    yourQuestion: "your question",
    installed: "Forumbot has been installed. You can close this window and go back to Slack.",
    notInstalled: "Forumbot was not installed. Try again from the link you were given.",
  },
};

/** The message shortcut's name stands in the manifest, once for everybody. */
export const SHORTCUT = "Spør Forum om dette";
