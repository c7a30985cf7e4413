// What is removed from a text before it is read: addresses in the forms people write, and the
// command's own name.
import { describe, expect, it } from "vitest";
import { asksNothing, withoutAddresses, withoutCommand } from "../src/text.js";

const Q = "hvor ofte møtes NSHF?";

describe("an address beside a question is none of its words", () => {
  it.each([
    "kari@udi.no",
    "mailto:kari.nordmann+x@post.udi.no",
    "ÅSE.Ødegård@jd.dep.no",
    "https://www.regjeringen.no/no/tema/innvandring-og-integrering/id1/",
    "http://iom.int",
    "HTTPS://IOM.INT/Who-We-Are?x=1&y=2#z",
    "www.unhcr.org",
    "iom.int/who-we-are",
    "regjeringen.no",
    "slack://channel?id=C1",
    "22 24 90 90",
    "22249090",
    "912 34 567",
    "+47 22 24 90 90",
    "(+47) 22 24 90 90",
    "0047 22249090",
    "00 00 00 00",
    "tlf. 02800",
    "Telefon: 22 24 90 90",
    "tlf.nr. 22 24 90 90",
    "mobilnummer 91234567",
    "22.24.90.90",
    "+47-22-24-90-90",
    "tel:+4722249090",
    "+1 (202) 555-0143",
    "202-555-0143",
    "020 7946 0958",
    "010190 12345",
    "1️⃣",
  ])("%s", (address) => {
    expect(withoutAddresses(`${address} ${Q}`)).toBe(Q);
    expect(withoutAddresses(`${Q} ${address}`)).toBe(Q);
    expect(withoutAddresses(`Spør (${address}): ${Q}`).replace(/[\s()]/g, "")).toBe(`Spør:${Q}`.replace(/\s/g, ""));
    expect(asksNothing(address)).toBe(true);
    expect(asksNothing(`<${address}>.`)).toBe(true);
  });
});

describe("what is no address stays", () => {
  it.each([
    Q,
    "Har de møte 12:30:45?",
    "kl. 14.30 den 22.11.2026, 2026-11-22 og 22/11/2026",
    "fra 1951 til 1967, 1951-1967, 1990 1991 1992",
    "120 000 000 flyktninger, 1 000 000, 10 000 og 3,5 millioner",
    "IGC/NSHF og asyl/flyktning",
    "@Kari hva er IOM",
    "Hva er IOM.Hva er IGC",
    "bl.a. IOM, f.eks. IGC, m.fl./osv.",
    "§ 12-3 og 16 land",
    "GCM 2018/2022",
    "C++ og C#",
  ])("%s", (text) => {
    expect(withoutAddresses(text)).toBe(text);
    expect(asksNothing(text)).toBe(false);
  });

  it("a host's name may be a word of the question", () => {
    expect(withoutAddresses("stammer dette fra regjeringen.no", false)).toBe("stammer dette fra regjeringen.no");
    expect(withoutAddresses("stammer dette fra regjeringen.no")).toBe("stammer dette fra");
  });

  it("a number behind a letter and a colon is a telephone number by its form, behind a digit it is a time", () => {
    expect(withoutAddresses("T:22 24 90 90 hva er IOM?")).toBe("T: hva er IOM?");
    expect(withoutAddresses("kl. 12:30 45 50 60")).toBe("kl. 12:30 45 50 60");
  });

  it("a picture beside an address is something to read; a question mark is not", () => {
    expect(withoutAddresses("👍 https://un.org")).toBe("👍");
    expect(withoutAddresses("https://un.org ?")).toBe("");
    expect(withoutAddresses("?")).toBe("?");
  });

  it("and nothing takes long, however much there is of it", () => {
    for (const piece of ["a", "a.", "1", "1 ", "@", "a@", "www.", "http://", "+", "(", "a-", "1️⃣"]) {
      // a growth by the square would take longer than a test may
      expect(withoutAddresses(piece.repeat(200_000)).length).toBeLessThanOrEqual(800_000);
    }
  });
});

describe("the command's own name", () => {
  it.each([
    ["/forum iom", "iom"],
    ["/Forum   IOM", "IOM"],
    ["forum iom", "iom"],
    ["forum: hva er igc", "hva er igc"],
    ["Forum - hva er igc", "hva er igc"],
    ["/forum: hva er igc", "hva er igc"],
    ["/forum /forum iom", "iom"],
    ["/forum forum iom", "iom"],
    ["forum forum iom", "iom"],
    ["forum hjelp", "hjelp"],
    ["/forum språk nynorsk", "språk nynorsk"],
    ["Forum hva er IOM?", "hva er IOM?"],
    ["forum hvor ofte møtes nshf", "hvor ofte møtes nshf"],
    ["/forum for flyktninger", "for flyktninger"],
    ["forum nshf møter", "nshf møter"],
  ])("'%s' is read as '%s'", (text, read) => expect(withoutCommand(text, ["/forum"])).toBe(read));

  it.each([
    "forum",
    "/forum",
    "forum?",
    "/forum ",
    "forum for flyktninger",
    "forum der Norge er med",
    "forum hvor Norge deltar",
    "forums",
    "forumene",
    "/forumet iom",
    "Forum som Norge er medlem av",
    "hvilke forum finnes",
  ])("'%s' has none", (text) => expect(withoutCommand(text, ["/forum"])).toBe(text.trim()));

  it("is what it is set to, with signs of any kind in it", () => {
    expect(withoutCommand("/spør$& iom", ["/spør$&", "/forum"])).toBe("iom");
    expect(withoutCommand("/spør-oss hva er iom", ["/spør", "/spør-oss"])).toBe("hva er iom");
  });
});
