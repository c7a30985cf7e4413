// Word → stem, for Norwegian and English, on natural's Porter stemmers with the repairs that Norwegian needs.
import porterEn from "natural/lib/natural/stemmers/porter_stemmer.js";
import porterNo from "natural/lib/natural/stemmers/porter_stemmer_no.js";
import { remembered } from "./remembered.js";

/** Forms that nynorsk and bokmål write differently, brought to one (kva → hva). Whole words only. */
const PAIRS: ReadonlyMap<string, string> = new Map(
  `
  kva>hva kven>hvem korleis>hvordan kvifor>hvorfor kor>hvor kvar>hvor ikkje>ikke eg>jeg noreg>norge noregs>norge norges>norge
  frå>fra vert>blir vart>ble sidan>siden berre>bare dei>de deira>deres ein>en eit>et noko>noe nokon>noen nokre>noen gjer>gjør
  gjera>gjøre gjere>gjøre gonger>ganger gong>gang høyrer>hører vore>vært vere>være vera>være mellom>mellom saman>sammen annan>annen
  anna>annet meir>mer mykje>mye skilnad>forskjell skilnaden>forskjell ulikskapen>forskjell heiter>heter
  held>holder seie>si seia>si fortel>forteller kvarandre>hverandre sjølv>selv styresmakter>myndighet styresmaktene>myndighet
  sekretær>sekretær løysing>løsning løysingar>løsning naudhjelp>nødhjelp tilrådingar>anbefaling tilråding>anbefaling
  reiskap>redskap verktøy>verktøy heim>hjem heimlandet>hjemland komme>komme kome>komme medlem>medlem medlemer>medlem
  medlemmer>medlem medlemmene>medlem medlemmar>medlem medlemane>medlem landa>land åra>år mål>mål måla>mål fora>forum foruma>forum
  forumene>forum
  `
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(">") as [string, string]),
);

/** Endings of agent nouns and of nynorsk passives, which Porter leaves apart: asylsøker(e/ne), asylsøkjar(ar/ane). */
const REPAIRS: readonly (readonly [RegExp, string])[] = [
  [/mm(e|er|ene|et)?$/, "m"],
  [/kjar(ar|ane|en)?$/, "k"],
  [/(?<=[a-zæøå]{4})(ar|arar|arane|aren|erne|ere|eren|er)$/, ""],
  [/(?<=[a-zæøå]{3})est$/, "es"],
  [/(?<=[a-zæøå]{4})(ast|st)$/, ""],
];

/** Norwegian stem; joins forms of both written standards. */
export function stemNorwegian(word: string): string {
  const pair = PAIRS.get(word);
  if (pair !== undefined) return pair === word ? word : stemNorwegian(pair);
  if (word.length < 4) return word;
  let base = word;
  for (const [ending, replacement] of REPAIRS) {
    const shorter = base.replace(ending, replacement);
    if (shorter !== base && shorter.length >= 3) {
      base = shorter;
      break;
    }
  }
  return porterNo.stem(base);
}

export function stemEnglish(word: string): string {
  return word.length < 4 ? word : porterEn.stem(word);
}

export const norwegianStem = remembered(stemNorwegian);
export const englishStem = remembered(stemEnglish);
