/** The way from a check to the same one that asks further. */
import { prose } from "../../prose.ts";
import { pageAddress } from "../addresses.ts";

/** `json`: the API's address of this check. */
export function LookDeeper({ json }: { readonly json: string }) {
  return (
    <p class="look-deeper">
      <a class="button" href={`${pageAddress(json)}&deep=1`} rel="nofollow">{prose.deep.look}</a>
    </p>
  );
}
