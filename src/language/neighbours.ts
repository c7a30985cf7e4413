// Swedish and Danish words → the Norwegian ones that they stand for: whoever asks in a neighbour's language is answered in bokmål.

const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split(/\s+/)
      .filter(Boolean)
      .map((pair) => pair.split("=") as [string, string]),
  );

/** Words that no Norwegian writes: one of them tells that a message is a neighbour's. */
export const NEIGHBOURS = pairs(`
  vad=hva hvad=hva är=er hur=hvordan vem=hvem vilka=hvilke vilken=hvilken vilket=hvilket varför=hvorfor hvornår=når när=når
  gör=gjør göra=gjøre laver=gjør och=og från=fra möts=møtes mødes=møtes träffas=møtes sammanträder=møtes inte=ikke länder=land länderna=landene
  många=mange mycket=mye ofta=ofte också=også jag=jeg deras=deres sedan=siden varit=vært vara=være kallas=kalles
  bestämmer=bestemmer beslutar=vedtar vedtager=vedtar ansvarar=ansvarlig representerar=representerer repræsenterer=representerer
  samarbetar=samarbeider samarbejder=samarbeider samarbete=samarbeid samarbejde=samarbeid samarbetet=samarbeidet samarbejdet=samarbeidet
  arbetar=arbeider arbejder=arbeider arbetsgrupper=arbeidsgrupper arbejdsgrupper=arbeidsgrupper deltager=deltar
  flygtning=flyktning flygtninge=flyktninger flygtningene=flyktningene konventionen=konvensjonen
  menneskerettigheder=menneskerettigheter rättigheter=rettigheter mänskliga=menneskelige människor=mennesker människohandel=menneskehandel
  asylansökan=asylsøknad asylansökningar=asylsøknader asylansøgning=asylsøknad asylansøgninger=asylsøknader asylsökande=asylsøkere asylansøgere=asylsøkere
  budgeten=budsjettet budgettet=budsjettet betyder=betyr hjälper=hjelper hjælper=hjelper hjälpa=hjelpe hjælpe=hjelpe
  medlemmar=medlemmer medlemsländer=medlemsland medlemslande=medlemsland gånger=ganger gång=gang norska=norske nordiska=nordiske
  bildades=opprettet grundades=grunnlagt oprettet=opprettet oprettede=opprettet ordförande=leder formand=leder ordförandeskap=formannskap
  formandskab=formannskap formandskabet=formannskapet ordförandeskapet=formannskapet hedder=heter sidder=sitter nogen=noen noget=noe bliver=blir
  blev=ble sköter=har återvändande=retur tilbagevenden=retur vidarebosättning=gjenbosetting genbosætning=gjenbosetting hvorhenne=hvor
  fortæl=fortell berätta=fortell förklara=forklar tack=takk nyttigt=nyttig skillnaden=forskjellen forskellen=forskjellen
  mellan=mellom mellem=mellom vigtigste=viktigste syftet=formålet använder=bruker bruger=bruker
`);
/** Words that are Norwegian, too, or nearly: they are read as a neighbour's only beside one of the others. */
export const NEARLY = pairs(
  "var=hvor lande=land tit=ofte gange=ganger ett=et till=til meget=mye møder=møter möten=møter vil=vil kontor=kontor",
);
/** "Hur ofta", "hur många": how, and of what. */
export const HOW = new Set(["hur", "hvor"]);
export const AMOUNTS = new Set([
  "ofta",
  "ofte",
  "många",
  "mange",
  "mycket",
  "mye",
  "länge",
  "lenge",
  "gammal",
  "gammel",
  "stor",
  "tit",
  "meget",
]);
/** Parts of longer words. */
export const STEMS: readonly (readonly [RegExp, string])[] = [
  [/flykting(?!s)|flygtning/, "flyktning"],
  [/konvention/, "konvensjon"],
  [/samarbet|samarbejd/, "samarbeid"],
];
