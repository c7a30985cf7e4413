// Function words of languages that the bot does not speak, as far as none of its own has them: enough to tell that it is asked in one.

const WORDS: Readonly<Record<string, string>> = {
  german:
    "was die der den ist macht wie wo wer und nicht mit für eine einen einer sich wird werden welche welcher welches warum wann gibt haben sind zum zur nach auf bei über trifft ich wir können kann guten dem ihr sie zu ein das im vom",
  dutch: "wat hoe vaak waar zijn doet wanneer waarom welke niet ook wordt van een",
  french:
    "est que qui quoi où quand comment pourquoi quel quelle quels quelles une dans avec sont fait qu quest cest combien bonjour les des le sont c'est qu'est",
  spanish: "qué cuál cuáles dónde cuándo cómo quién quiénes por para los una está están hola gracias hace es",
  italian: "che cos'è dove quando perché chi quale sono della delle cosa ciao cos è",
  portuguese: "onde quem qual quais são uma está olá obrigado é faz",
  polish: "jest czym się gdzie kiedy jak kto dlaczego ile zajmuje są czy",
  finnish: "mikä mitä missä kuka milloin kuinka usein miksi onko ovat miten paljonko ketkä on",
  estonian: "mis kus millal kuidas miks on",
  icelandic: "hvað hvar hvenær hversu hvernig eru",
  sami: "mii lea leat gos goas gii manin galle bures maid",
  turkish: "nedir nerede nasıl kimdir niçin neden merhaba zaman",
  somali: "waa maxay maxaa xaggee goorma sidee qabataa miyaa",
  baltic: "kas yra kada kodėl kiek kāpēc kur ir",
  romanian: "este unde când cine sunt ce",
  czech: "je kde kdy kdo proč jak",
  balkan: "što šta gdje kada tko kako zašto je",
  albanian: "çfarë është kush pse",
  tagalog: "ano nasaan sino kailan paano",
  swahili: "nini wapi nani lini vipi",
  vietnamese: "là gì đâu nào",
  indonesian: "apa itu adalah dimana siapa kapan",
  kurdish: "çi kî kengî ye",
};

/** Every word of theirs. One that is a word of ours as well ("on", "ei") tells nothing. */
export const OTHERS: ReadonlySet<string> = new Set(Object.values(WORDS).flatMap((words) => words.split(" ")));
