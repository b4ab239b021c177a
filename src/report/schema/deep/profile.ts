/** How a server stands to a profile: each requirement, met or not. */
import * as z from "zod";

export const requirementStatuses = ["met", "not_met", "unknown"] as const;

export const profileSchema = z.object({
  name: z.string(),
  title: z.string(),
  reference: z.string().nullable(),
  met: z.boolean().nullable().describe(
    "Everything that must be is; null: nothing is against it, and not all is known",
  ),
  requirements: z.array(z.object({
    id: z.string(),
    title: z.string(),
    level: z.enum(["must", "should"]),
    status: z.enum(requirementStatuses),
    detail: z.string(),
    reference: z.string().nullable(),
  })),
}).meta({ id: "Profile" });
