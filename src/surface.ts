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
  readonly why: Readonly<
    Record<
      | "title"
      | "gone"
      | "question"
      | "language"
      | "words"
      | "mended"
      | "subjects"
      | "fromConversation"
      | "intents"
      | "candidates"
      | "trust"
      | "threshold"
      | "decision"
      | "none",
      string
    >
  >;
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
      unknown: "Dette svaret er for gammelt til å gi tilbakemelding på.",
    },
    mention: "Nevn meg for å spørre videre i tråden.",
    inNorwegian: "på bokmål, som i kilden",
    language: "Språk",
    languages: { nb: "Bokmål", nn: "Nynorsk", en: "Engelsk", auto: "Som spørsmålet" },
    languageSet: {
      nb: "Fra nå av svarer jeg deg på bokmål.",
      nn: "Frå no av svarer eg deg på nynorsk.",
      en: "From now on I answer you in English.",
      auto: "Fra nå av svarer jeg på det språket du spør på.",
    },
    languageUnknown: "Velg bokmål, nynorsk, engelsk eller auto.",
    privacy: "Personvern",
    privacyText:
      "Spørsmålene behandles bare her, uten språkmodell og uten skytjeneste. Jeg husker en samtale i 30 minutter, kryptert, så du kan spørre videre. Deretter slettes spørsmålet. Spørsmål jeg ikke kunne svare på, eller som ble merket «ikke nyttig», beholdes uten navn og kontaktopplysninger i inntil {days} dager, så redaksjonen kan forbedre svarene. Hvem du er, lagres bare som en kode.",
    kept: "Dette har jeg lagret om deg",
    keptCounts: "Valgt språk: {language}. Samtaler: {conversations}. Svar: {answers}. Tilbakemeldinger: {feedback}. Spørsmål: {questions}.",
    keptNothing: "Jeg har ikke lagret noe om deg.",
    forget: "Slett det du har om meg",
    forgetConfirm: "Alt jeg har lagret om deg, slettes: språkvalg, samtaler, svar og tilbakemeldinger. Det kan ikke angres.",
    forgotten: "Alt jeg hadde lagret om deg, er slettet.",
    why: {
      title: "Hvorfor dette svaret",
      gone: "Jeg husker ikke noe svar. Et svar huskes i 30 minutter.",
      question: "Spørsmål",
      language: "Språk",
      words: "Ord",
      mended: "Rettet",
      subjects: "Gjelder",
      fromConversation: "fra samtalen",
      intents: "Det som spørres om",
      candidates: "Mulige svar",
      trust: "Tillit",
      threshold: "Grense for å svare",
      decision: "Avgjørelse",
      none: "ingen",
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
      unknown: "Dette svaret er for gammalt til å gi tilbakemelding på.",
    },
    mention: "Nemn meg for å spørje vidare i tråden.",
    inNorwegian: "på bokmål, som i kjelda",
    language: "Språk",
    languages: { nb: "Bokmål", nn: "Nynorsk", en: "Engelsk", auto: "Som spørsmålet" },
    languageSet: {
      nb: "Fra nå av svarer jeg deg på bokmål.",
      nn: "Frå no av svarer eg deg på nynorsk.",
      en: "From now on I answer you in English.",
      auto: "Frå no av svarer eg på det språket du spør på.",
    },
    languageUnknown: "Vel bokmål, nynorsk, engelsk eller auto.",
    privacy: "Personvern",
    privacyText:
      "Spørsmåla blir berre behandla her, utan språkmodell og utan skyteneste. Eg hugsar ein samtale i 30 minutt, kryptert, så du kan spørje vidare. Deretter blir spørsmålet sletta. Spørsmål eg ikkje kunne svare på, eller som blei merkte «ikkje nyttig», blir tekne vare på utan namn og kontaktopplysningar i inntil {days} dagar, så redaksjonen kan betre svara. Kven du er, blir berre lagra som ein kode.",
    kept: "Dette har eg lagra om deg",
    keptCounts: "Valt språk: {language}. Samtalar: {conversations}. Svar: {answers}. Tilbakemeldingar: {feedback}. Spørsmål: {questions}.",
    keptNothing: "Eg har ikkje lagra noko om deg.",
    forget: "Slett det du har om meg",
    forgetConfirm: "Alt eg har lagra om deg, blir sletta: språkval, samtalar, svar og tilbakemeldingar. Det kan ikkje angrast.",
    forgotten: "Alt eg hadde lagra om deg, er sletta.",
    why: {
      title: "Kvifor dette svaret",
      gone: "Eg hugsar ikkje noko svar. Eit svar blir hugsa i 30 minutt.",
      question: "Spørsmål",
      language: "Språk",
      words: "Ord",
      mended: "Retta",
      subjects: "Gjeld",
      fromConversation: "frå samtalen",
      intents: "Det som blir spurt om",
      candidates: "Moglege svar",
      trust: "Tillit",
      threshold: "Grense for å svare",
      decision: "Avgjerd",
      none: "ingen",
    },
  },
  en: {
    greeting: "Hello!",
    intro:
      "I answer questions about the international forums in which Norway cooperates on refugee and migration policy. Ask in your own words, in Norwegian (Bokmål or Nynorsk) or English. Every answer shows the sentence of the source it rests on. If the source does not tell, I say so.",
    tryAsking: "Try, for example",
    forums: "The forums I know",
    commands: "Commands",
    search: "Search what I know",
    noHits: "No hits. Try another word.",
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
      unknown: "This answer is too old for feedback.",
    },
    mention: "Mention me to ask on in the thread.",
    inNorwegian: "in Norwegian, as in the source",
    language: "Language",
    languages: { nb: "Norwegian Bokmål", nn: "Norwegian Nynorsk", en: "English", auto: "As the question" },
    languageSet: {
      nb: "Fra nå av svarer jeg deg på bokmål.",
      nn: "Frå no av svarer eg deg på nynorsk.",
      en: "From now on I answer you in English.",
      auto: "From now on I answer in the language of your question.",
    },
    languageUnknown: "Choose bokmål, nynorsk, English or auto.",
    privacy: "Privacy",
    privacyText:
      "Questions are handled here only, without a language model and without a cloud service. I remember a conversation for 30 minutes, encrypted, so that you can ask on. Then the question is deleted. Questions I could not answer, or that were marked “not helpful”, are kept without names and contact details for up to {days} days, so that the editors can improve the answers. Who you are is stored only as a code.",
    kept: "What I have stored about you",
    keptCounts:
      "Chosen language: {language}. Conversations: {conversations}. Answers: {answers}. Feedback: {feedback}. Questions: {questions}.",
    keptNothing: "I have stored nothing about you.",
    forget: "Delete what you have on me",
    forgetConfirm:
      "Everything I have stored about you will be deleted: language, conversations, answers and feedback. This can't be undone.",
    forgotten: "Everything I had stored about you has been deleted.",
    why: {
      title: "Why this answer",
      gone: "I don't remember an answer. Answers are remembered for 30 minutes.",
      question: "Question",
      language: "Language",
      words: "Words",
      mended: "Mended",
      subjects: "About",
      fromConversation: "from the conversation",
      intents: "What is asked",
      candidates: "Possible answers",
      trust: "Trust",
      threshold: "Needed for an answer",
      decision: "Decision",
      none: "none",
    },
  },
};
