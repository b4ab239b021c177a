/**
 * A profile: what a guideline asks of a server, as data. Three come with this program; one's own is a JSON file of
 * this very shape, written in the names that the report has.
 */
import * as z from "zod";
import { ProfileError } from "./profile_error.ts";
import type { Immutable } from "./types.ts";

const names = z.array(z.string().min(1).max(200)).max(500);

/** Names as IANA has them; `*` stands for anything, as in TLS_RSA_WITH_*. */
const setSchema = z.strictObject({
  only: names.optional().describe("Nothing but these"),
  none_of: names.optional(),
  all_of: names.optional(),
  any_of: names.optional(),
}).refine((set) => Object.keys(set).length > 0, "Say only, none_of, all_of or any_of");

const keySchema = z.strictObject({
  algorithm: z.string(),
  curves: names.optional(),
  minimum_bits: z.int().min(1).optional(),
});

const checkSchema = z.union([
  z.strictObject({ protocol_versions: setSchema }),
  z.strictObject({ cipher_suites: setSchema }),
  z.strictObject({ first_cipher_suite: setSchema }),
  z.strictObject({ cipher_suite_preference: z.enum(["client", "server"]) }),
  z.strictObject({ named_groups: setSchema }),
  z.strictObject({ signature_schemes: setSchema }),
  z.strictObject({ finite_field_bits: z.strictObject({ minimum: z.int().min(1) }) }),
  z.strictObject({ certificate_keys: z.array(keySchema).min(1) }),
  z.strictObject({
    certificate_signatures: setSchema,
    of: z.enum(["leaf", "sent"]).optional().describe(
      "Those of all certificates that are sent, unless it says leaf",
    ),
  }),
  z.strictObject({ certificate_lifetime_days: z.strictObject({ maximum: z.number().positive() }) }),
  z.strictObject({ hsts_seconds: z.strictObject({ minimum: z.int().min(0) }) }),
  z.strictObject({ ocsp_stapling: z.literal(true) }),
  z.strictObject({ trusted: z.literal(true) }),
  z.strictObject({
    fact: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/).describe("As in renegotiation.secure: of deep.facts"),
    is: z.array(z.union([z.boolean(), z.string(), z.number(), z.null()])).min(1),
  }),
]);

const requirementSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9_.]+$/),
  title: z.string().min(1).max(200),
  level: z.enum(["must", "should"]).describe("One that must be and is not fails the check"),
  check: checkSchema,
  reference: z.string().max(200).optional(),
});

export const profileDefinitionSchema = z.strictObject({
  name: z.string().min(1).max(100),
  title: z.string().min(1).max(200),
  reference: z.string().max(500).optional(),
  requirements: z.array(requirementSchema).min(1).max(200),
});

export type ProfileDefinition = Immutable<z.infer<typeof profileDefinitionSchema>>;
export type Requirement = ProfileDefinition["requirements"][number];
export type RequirementCheck = Requirement["check"];
export type SetCheck = Extract<RequirementCheck, { cipher_suites: unknown }>["cipher_suites"];

/** Throws `ProfileError`. */
export function readProfile(text: string): ProfileDefinition {
  const { data, error } = profileDefinitionSchema.safeParse(parsed(text));
  if (data !== undefined) return data as ProfileDefinition;
  const issue = error.issues[0]!;
  const at = issue.path.map(String).join(".").slice(0, 100);
  throw new ProfileError(`It is not a profile: ${at === "" ? "" : `${at}: `}${issue.message.slice(0, 200)}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new ProfileError("It is not JSON");
  }
}
