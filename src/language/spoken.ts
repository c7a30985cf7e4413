// How people say a command in words of their own ("kan du slette alt du har lagret om meg?", "bytt språk til nynorsk", "hjelp takk"):
// the words of all three languages together, since people mix them.
import type { Language } from "../chat.js";

const list = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);
const words = (...texts: string[]): ReadonlySet<string> => new Set(texts.flatMap(list));

/** Politeness of several words, as it stands between blanks. */
export const POLITE_PHRASES =
  / (?:(?:tusen|mange|på forhånd|på førehand) takk|takk skal du ha|(?:er|om) du (?:er )?(?:snill|grei)|(?:vær|ver|være|vere) (?:så )?(?:snill|grei|god)(?: og| å)?|thank you(?: so much| very much)?|many thanks|if you please)(?= )/g;
/** Politeness and address: none of it changes what is asked for. */
export const POLITE = words(
  "takk please pls plz thanks thx ty vennligst venligst vennlegst venleg kindly gjerne",
  "hei hallo heisann hi hello hey forumbot bot da då jo ja jau yes ok okei okay just bare berre and og",
);

export const YES = words("ja jo jau yes");

/** "Can you …", "I want to …": what may stand around the verb of a command. */
export const REQUESTING = words(
  "kan kunne vil ville can could would will jeg eg i id ønsker ynskjer ønskjer want like need trenger treng må",
  "du dere dykk de you at that to å få have ha be lyst på",
);
/** "How …", "did you …", "don't …": asks about a command, or forbids it. */
export const NO_REQUEST = words(
  "hvordan korleis hvor kor hvem kven når hvorfor kvifor korfor how when where why who which",
  "ikke ikkje not don't dont never aldri",
);
export const ASKS_ABOUT_BEFORE = words("har hadde did do does have had er is are was were blir vert skal bør should hva kva what");

/** What deletes by itself. */
export const DELETING_ALONE = words("slett slette sletter sletta slettet delete deleted erase");
export const DELETING = words(
  "slett slette sletter slettar sletta slettet delete deleted deleting erase erased",
  "fjern fjerne fjerner fjernar fjerna fjernet remove removed wipe wiped purge purged clear cleared",
);
/** Of these only "me" makes a deletion: "forget it" is a wave of the hand. */
export const FORGETTING = words("glem glemme gløym gløyme gløym forget");
export const MINE = words(
  "meg me myself mine min mitt mi my data dataene dataa dataen brukerdata brukardata konto kontoen account profil profilen profile",
  "personopplysninger personopplysningar personopplysningene personopplysningane opplysninger opplysningar opplysningene opplysningane",
);
export const ALL = words("alt alle all everything allting");
/** What may be said beside it of what is deleted. */
export const STORED = words(
  "det dette disse desse den dei de it this that these the of on about om over your din dine di ditt du dere you har have",
  "lagret lagra lagrer lagrar stored saved kept keep holder veit vet know sagt said spurt asked skrevet skrive written",
  "hele heile whole som what which jeg eg i samtale samtalen samtalar samtaler samtalene samtalane conversation conversations chat chats chatten",
  "historikk historikken history spørsmål spørsmåla spørsmålene spørsmålet questions question svar svara svarene answer answers",
  "melding meldingen meldinga meldinger meldingar meldingene meldingane messages message informasjon informasjonen info information",
  "språkvalg språkvalget språkval språkvalet minnet memory her here fra frå from hos med with til to og and nå no now igjen again",
);

export const SWITCHING = words(
  "bytt bytte bytter skift skifte skifter endre endra endrer sett sette set velg velge vel velje change switch choose select",
  "bruk bruke use snakk snakke speak talk still stille alltid always framover heretter",
);
export const LANGUAGE = words("språk språket spraak sprak målform målforma målformen language lang");
/** Beside the name of a language. */
export const INTO = words(
  "til to into på in over the a my your mitt min ditt din det fra frå from svar svare svarer answer reply skriv skrive write",
);

export const HELPING = words("hjelp help meny menyen menu start kommando kommandoer kommandoar command commands instructions");
export const SHOWING = words("vis vise show open åpne opne meg me the alle all");

/** "Hvorfor det?" is about the answer; "hvorfor møtes de" is a question. */
export const BESIDE_WHY = words("det this dette svaret answer so så akkurat");

const MARKS: Readonly<Partial<Record<Language, ReadonlySet<string>>>> = {
  en: words("delete deleted erase remove forget my everything you your what change switch use speak the please help show stored about"),
  nn: words("eg ikkje gløym gløyme kva kvifor korfor korleis dykk veit lagra ynskjer ønskjer"),
};

/** The language that words of a command tell by themselves; undefined where they may be of several. */
export function toldBy(said: readonly string[]): Language | undefined {
  const marked = Object.entries(MARKS).find(([, words]) => said.some((word) => words.has(word)));
  return marked?.[0] as Language | undefined;
}
