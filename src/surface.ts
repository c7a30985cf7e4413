// What every platform says around answers: buttons, labels, help, privacy. Each platform adds its own beside its renderer.
import type { Language } from "./chat.js";

export interface Surface {
  readonly greeting: string;
  readonly intro: string;
  readonly tryAsking: string;
  readonly forums: string;
  readonly commands: string;
  readonly search: string;
  readonly noHits: string;
  readonly ask: string;
  readonly askThis: string;
  readonly share: string;
  readonly whole: string;
  readonly more: string;
  readonly close: string;
  readonly helpful: string;
  readonly unhelpful: string;
  readonly thanks: Readonly<Record<"counted" | "changed" | "same" | "unknown", string>>;
  readonly mention: string;
  readonly inNorwegian: string;
  readonly language: string;
  readonly languages: Readonly<Record<Language | "auto", string>>;
  readonly languageSet: Readonly<Record<Language | "auto", string>>;
  readonly languageUnknown: string;
  readonly privacy: string;
  readonly privacyText: string;
  readonly kept: string;
  readonly keptCounts: string;
  readonly keptNothing: string;
  readonly forget: string;
  readonly forgetConfirm: string;
  readonly forgotten: string;
  readonly sure: string;
  readonly wondering: string;
  readonly why: Readonly<Record<"title" | "gone" | "question", string>>;
}

export const SURFACE: Readonly<Record<Language, Surface>> = {
  nb: {
    greeting: "Hei!",
    intro:
      "Jeg svarer på spørsmål om de internasjonale forumene der Norge samarbeider om flyktning- og migrasjonspolitikk. Spør med dine egne ord, på bokmål, nynorsk eller engelsk. Hvert svar viser setningen i kilden som det bygger på. Står det ikke i kilden, sier jeg det.",
    tryAsking: "Prøv for eksempel",
    forums: "Forumene jeg kjenner",
    commands: "Kommandoer",
    search: "Søk i det jeg vet",
    noHits: "Ingen treff. Prøv et annet ord.",
    ask: "Spør",
    askThis: "Spør om dette",
    share: "Del i kanalen",
    whole: "Vis hele avsnittet",
    more: "Vis mer",
    close: "Lukk",
    helpful: "Nyttig",
    unhelpful: "Ikke nyttig",
    thanks: {
      counted: "Takk for tilbakemeldingen!",
      changed: "Takk, tilbakemeldingen er endret.",
      same: "Takk, det har du sagt fra om før.",
      unknown: "Dette svaret husker jeg ikke lenger, så tilbakemeldingen er ikke lagret.",
    },
    mention: "Nevn meg for å spørre videre i tråden.",
    inNorwegian: "på bokmål, som i kilden",
    language: "Språk",
    languages: { nb: "Bokmål", nn: "Nynorsk", en: "Engelsk", auto: "Samme som spørsmålet" },
    languageSet: {
      nb: "Fra nå av svarer jeg deg på bokmål.",
      nn: "Frå no av svarer eg deg på nynorsk.",
      en: "From now on, I will answer you in English.",
      auto: "Fra nå av svarer jeg på det språket du spør på.",
    },
    languageUnknown: "Velg bokmål, nynorsk, engelsk eller auto.",
    privacy: "Personvern",
    privacyText:
      "Jeg svarer uten språkmodell og sender ikke spørsmålene videre til andre tjenester. Jeg husker en samtale i 30 minutter, kryptert, så du kan spørre videre. Deretter slettes spørsmålene. Bare spørsmål jeg ikke kunne svare på, eller som ble merket «ikke nyttig», beholder jeg i {days} dager, kryptert, så redaksjonen kan forbedre svarene. Da fjerner jeg e-postadresser, telefonnumre og andre lange tall, men jeg kjenner ikke igjen alle navn. Skriv derfor ikke personopplysninger. Språkvalget ditt, tilbakemeldinger og at du har fått svar, lagrer jeg også i {days} dager. Når du har fått svar, er du bare lagret som en kode, ikke med navn.",
    kept: "Dette har jeg lagret om deg",
    keptCounts: "Valgt språk: {language}. Samtaler: {conversations}. Svar: {answers}. Tilbakemeldinger: {feedback}. Spørsmål: {questions}.",
    keptNothing: "Jeg har ikke lagret noe om deg.",
    forget: "Slett det du har lagret om meg",
    forgetConfirm:
      "Alt jeg har lagret om deg, slettes: språkvalg, samtaler, spørsmål, svar og tilbakemeldinger. Meldingene i chatten blir stående. Slettingen kan ikke angres.",
    forgotten: "Alt jeg hadde lagret om deg, er slettet.",
    sure: "Ja, slett alt",
    wondering: "Hva lurer du på?",
    why: {
      title: "Hvorfor dette svaret",
      gone: "Jeg husker ikke noe svar. Jeg husker et svar i 30 minutter.",
      question: "Spørsmål",
    },
  },
  nn: {
    greeting: "Hei!",
    intro:
      "Eg svarer på spørsmål om dei internasjonale foruma der Noreg samarbeider om flyktning- og migrasjonspolitikk. Spør med dine eigne ord, på bokmål, nynorsk eller engelsk. Kvart svar viser setninga i kjelda som det byggjer på. Står det ikkje i kjelda, seier eg det.",
    tryAsking: "Prøv til dømes",
    forums: "Foruma eg kjenner",
    commands: "Kommandoar",
    search: "Søk i det eg veit",
    noHits: "Ingen treff. Prøv eit anna ord.",
    ask: "Spør",
    askThis: "Spør om dette",
    share: "Del i kanalen",
    whole: "Vis heile avsnittet",
    more: "Vis meir",
    close: "Lukk",
    helpful: "Nyttig",
    unhelpful: "Ikkje nyttig",
    thanks: {
      counted: "Takk for tilbakemeldinga!",
      changed: "Takk, tilbakemeldinga er endra.",
      same: "Takk, det har du sagt frå om før.",
      unknown: "Dette svaret hugsar eg ikkje lenger, så tilbakemeldinga er ikkje lagra.",
    },
    mention: "Nemn meg for å spørje vidare i tråden.",
    inNorwegian: "på bokmål, som i kjelda",
    language: "Språk",
    languages: { nb: "Bokmål", nn: "Nynorsk", en: "Engelsk", auto: "Samme som spørsmålet" },
    languageSet: {
      nb: "Fra nå av svarer jeg deg på bokmål.",
      nn: "Frå no av svarer eg deg på nynorsk.",
      en: "From now on, I will answer you in English.",
      auto: "Frå no av svarer eg på det språket du spør på.",
    },
    languageUnknown: "Vel bokmål, nynorsk, engelsk eller auto.",
    privacy: "Personvern",
    privacyText:
      "Eg svarer utan språkmodell og sender ikkje spørsmåla vidare til andre tenester. Eg hugsar ein samtale i 30 minutt, kryptert, så du kan spørje vidare. Deretter blir spørsmåla sletta. Berre spørsmål eg ikkje kunne svare på, eller som blei merkte «ikkje nyttig», tek eg vare på i {days} dagar, krypterte, så redaksjonen kan betre svara. Då fjernar eg e-postadresser, telefonnummer og andre lange tal, men eg kjenner ikkje att alle namn. Skriv difor ikkje personopplysningar. Språkvalet ditt, tilbakemeldingar og at du har fått svar, lagrar eg også i {days} dagar. Når du har fått svar, er du berre lagra som ein kode, ikkje med namn.",
    kept: "Dette har eg lagra om deg",
    keptCounts: "Valt språk: {language}. Samtalar: {conversations}. Svar: {answers}. Tilbakemeldingar: {feedback}. Spørsmål: {questions}.",
    keptNothing: "Eg har ikkje lagra noko om deg.",
    forget: "Slett det du har lagra om meg",
    forgetConfirm:
      "Alt eg har lagra om deg, blir sletta: språkval, samtalar, spørsmål, svar og tilbakemeldingar. Meldingane i chatten blir ståande. Slettinga kan ikkje angrast.",
    forgotten: "Alt eg hadde lagra om deg, er sletta.",
    sure: "Ja, slett alt",
    wondering: "Kva lurer du på?",
    why: {
      title: "Kvifor dette svaret",
      gone: "Eg hugsar ikkje noko svar. Eg hugsar eit svar i 30 minutt.",
      question: "Spørsmål",
    },
  },
  en: {
    greeting: "Hello!",
    intro:
      "I answer questions about the international forums in which Norway cooperates on refugee and migration policy. Ask in your own words, in Norwegian (Bokmål or Nynorsk) or English. Every answer shows the sentence in the source that it is based on. If the answer is not in the source, I say so.",
    tryAsking: "Try, for example",
    forums: "The forums I know",
    commands: "Commands",
    search: "Search what I know",
    noHits: "No results. Try another word.",
    ask: "Ask",
    askThis: "Ask this",
    share: "Share in channel",
    whole: "Show the whole section",
    more: "Show more",
    close: "Close",
    helpful: "Helpful",
    unhelpful: "Not helpful",
    thanks: {
      counted: "Thank you for your feedback!",
      changed: "Thank you, your feedback has been changed.",
      same: "Thank you, you have told me that already.",
      unknown: "I no longer remember this answer, so your feedback has not been stored.",
    },
    mention: "Mention me to ask a follow-up question in this thread.",
    inNorwegian: "in Norwegian, as in the source",
    language: "Language",
    languages: { nb: "Norwegian Bokmål", nn: "Norwegian Nynorsk", en: "English", auto: "Same as the question" },
    languageSet: {
      nb: "Fra nå av svarer jeg deg på bokmål.",
      nn: "Frå no av svarer eg deg på nynorsk.",
      en: "From now on, I will answer you in English.",
      auto: "From now on, I will answer in the language of your question.",
    },
    languageUnknown: "Choose Bokmål, Nynorsk, English or auto.",
    privacy: "Privacy",
    privacyText:
      "I answer without a language model and pass your questions on to no other service. I remember a conversation for 30 minutes, encrypted, so that you can ask follow-up questions. Then the questions are deleted. Only questions I could not answer, or that were marked “not helpful”, are kept, encrypted, for {days} days, so that the editors can improve the answers. From these I remove e-mail addresses, telephone numbers and other long numbers, but I do not recognise every name. So please leave out personal details. Your choice of language, your feedback and the fact that you got an answer are also stored for {days} days. Once you have your answer, you are stored only as a code, not by name.",
    kept: "What I have stored about you",
    keptCounts:
      "Chosen language: {language}. Conversations: {conversations}. Answers: {answers}. Feedback: {feedback}. Questions: {questions}.",
    keptNothing: "I have stored nothing about you.",
    forget: "Delete what you have stored about me",
    forgetConfirm:
      "Everything I have stored about you will be deleted: your choice of language, conversations, questions, answers and feedback. The messages in the chat remain. This can't be undone.",
    forgotten: "Everything I had stored about you has been deleted.",
    sure: "Yes, delete everything",
    wondering: "What would you like to know?",
    why: {
      title: "Why this answer",
      gone: "I don't remember any answer. I remember an answer for 30 minutes.",
      question: "Question",
    },
  },
};
