// A Word document → the HTML of what it says, by mammoth.
import { Unzip, UnzipInflate } from "fflate";
import { SourceError } from "./error.js";

/** Throws where it is none, or would become larger than `most` bytes unpacked. */
export async function docxToHtml(bytes: Buffer, most: number): Promise<string> {
  try {
    refuseBomb(bytes, most);
    // loaded where there is a Word document only
    const { default: mammoth } = await import("mammoth");
    const options = { convertImage: mammoth.images.imgElement(async () => ({ src: "" })) };
    return (await mammoth.convertToHtml({ buffer: bytes }, options)).value;
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError("is no whole Word document (.docx)", { cause: error });
  }
}

/** Counted as it is unpacked: what an archive says of itself may be untrue. */
function refuseBomb(bytes: Buffer, most: number): void {
  let size = 0;
  const unzip = new Unzip((file) => {
    file.ondata = (error, chunk) => {
      if (error) throw error;
      size += chunk.length;
      if (size > most) throw new SourceError(`larger than ${Math.round(most / 1024 / 1024)} MB when it is unpacked`);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < bytes.length; at += 65_536) unzip.push(bytes.subarray(at, at + 65_536), at + 65_536 >= bytes.length);
}
