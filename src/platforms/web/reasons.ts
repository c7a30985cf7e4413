// What the page says of why an answer came out as it did: the program's own terms in the reader's words.
import type { Language } from "../../chat.js";

export interface Reasons {
  readonly languageFrom: Readonly<Record<string, string>>;
  /** What a reading would have come to. */
  readonly outcomes: Readonly<Record<string, string>>;
  /** By the decision as an explanation tells it. */
  readonly decisions: Readonly<Record<string, string>>;
  readonly trustOver: string;
  readonly trustUnder: string;
  readonly trustNone: string;
  readonly outside: string;
}

export const REASONS: Readonly<Record<Language, Reasons>> = {
  nb: {
    languageFrom: {
      question: "slik spørsmålet er skrevet",
      conversation: "som i resten av samtalen",
      locale: "som på siden",
      default: "ingenting tydet på noe annet",
      chosen: "valgt",
    },
    outcomes: {
      untold: "Kilden svarer ikke på det",
      keywords: "Kjent igjen på ordene alene",
      whose: "Spørre tilbake: {what}",
      elsewhere: "Kilden sier det bare om andre: {what}",
      overview: "Oversikt: {what}",
      compare: "Sammenligning: {what}",
      topic: "Alt om et tema: {what}",
      forums: "Alle forumene",
      most: "Den som skiller seg ut",
    },
    decisions: {
      "likely enough to answer": "Sannsynlig nok til å svare.",
      "no reading is likely enough": "Ingen tolkning er sannsynlig nok.",
      "two readings are close": "To tolkninger er like sannsynlige, derfor spør jeg.",
      "two facts of one forum are close": "To opplysninger om samme forum passer, derfor får du begge.",
      "no such value is told": "Kilden oppgir ikke det tallet eller navnet.",
      "an organisation that the source does not mention is asked about": "Spørsmålet gjelder noe kilden ikke omtaler.",
      "the likeliest reading is no question that the source answers": "Den mest sannsynlige tolkningen er noe kilden ikke svarer på.",
      "it asks several things": "Spørsmålet har flere deler. Hver del er besvart for seg.",
      "a name alone": "Bare et navn, derfor en oversikt.",
      "a bare name": "Bare et navn, derfor en oversikt.",
      "a bare topic": "Bare et tema, derfor alt om det.",
      "a phrase known as a whole": "Hele uttrykket er kjent.",
      "there are no words that are known": "Ingen av ordene er kjent.",
      "an error": "Noe gikk galt.",
    },
    trustOver: "Over grensen, derfor svar.",
    trustUnder: "Under grensen, derfor ikke noe svar.",
    trustNone: "Ikke regnet ut: det er ikke noe svar å være trygg på.",
    outside: "Utenfor kilden",
  },
  nn: {
    languageFrom: {
      question: "slik spørsmålet er skrive",
      conversation: "som i resten av samtalen",
      locale: "som på sida",
      default: "ingenting tydde på noko anna",
      chosen: "valt",
    },
    outcomes: {
      untold: "Kjelda svarer ikkje på det",
      keywords: "Kjent att på orda åleine",
      whose: "Spørje tilbake: {what}",
      elsewhere: "Kjelda seier det berre om andre: {what}",
      overview: "Oversikt: {what}",
      compare: "Samanlikning: {what}",
      topic: "Alt om eit tema: {what}",
      forums: "Alle foruma",
      most: "Den som skil seg ut",
    },
    decisions: {
      "likely enough to answer": "Sannsynleg nok til å svare.",
      "no reading is likely enough": "Inga tolking er sannsynleg nok.",
      "two readings are close": "To tolkingar er like sannsynlege, derfor spør eg.",
      "two facts of one forum are close": "To opplysningar om same forum passar, derfor får du begge.",
      "no such value is told": "Kjelda oppgir ikkje det talet eller namnet.",
      "an organisation that the source does not mention is asked about": "Spørsmålet gjeld noko kjelda ikkje omtaler.",
      "the likeliest reading is no question that the source answers": "Den mest sannsynlege tolkinga er noko kjelda ikkje svarer på.",
      "it asks several things": "Spørsmålet har fleire delar. Kvar del er svart på for seg.",
      "a name alone": "Berre eit namn, derfor ei oversikt.",
      "a bare name": "Berre eit namn, derfor ei oversikt.",
      "a bare topic": "Berre eit tema, derfor alt om det.",
      "a phrase known as a whole": "Heile uttrykket er kjent.",
      "there are no words that are known": "Ingen av orda er kjende.",
      "an error": "Noko gjekk gale.",
    },
    trustOver: "Over grensa, derfor svar.",
    trustUnder: "Under grensa, derfor ikkje noko svar.",
    trustNone: "Ikkje rekna ut: det er ikkje noko svar å vere trygg på.",
    outside: "Utanfor kjelda",
  },
  en: {
    languageFrom: {
      question: "as the question is written",
      conversation: "as in the rest of the conversation",
      locale: "as on the page",
      default: "nothing told otherwise",
      chosen: "chosen",
    },
    outcomes: {
      untold: "The source does not answer it",
      keywords: "Recognised by its words alone",
      whose: "Ask back: {what}",
      elsewhere: "The source tells it of others only: {what}",
      overview: "Overview: {what}",
      compare: "Comparison: {what}",
      topic: "All about a topic: {what}",
      forums: "All the forums",
      most: "The one that stands out",
    },
    decisions: {
      "likely enough to answer": "Likely enough to answer.",
      "no reading is likely enough": "No reading is likely enough.",
      "two readings are close": "Two readings are equally likely, so I ask.",
      "two facts of one forum are close": "Two facts about one forum fit, so you get both.",
      "no such value is told": "The source does not give that number or name.",
      "an organisation that the source does not mention is asked about":
        "The question is about something that the source does not mention.",
      "the likeliest reading is no question that the source answers": "The likeliest reading is something that the source does not answer.",
      "it asks several things": "The question has several parts. Each is answered on its own.",
      "a name alone": "Only a name, so an overview.",
      "a bare name": "Only a name, so an overview.",
      "a bare topic": "Only a topic, so all about it.",
      "a phrase known as a whole": "The whole phrase is known.",
      "there are no words that are known": "None of the words are known.",
      "an error": "Something went wrong.",
    },
    trustOver: "Above the threshold, so it is answered.",
    trustUnder: "Below the threshold, so it is not answered.",
    trustNone: "Not computed: there is no answer to be sure of.",
    outside: "Beyond the source",
  },
};
