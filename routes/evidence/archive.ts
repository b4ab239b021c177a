/** Loaded only where an archive is asked for. */
import { zipSync } from "fflate";

export function archive(files: Record<string, Uint8Array>, modified: Date): Uint8Array {
  return zipSync(files, { mtime: modified });
}
