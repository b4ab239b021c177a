/** Each requirement of the profile that was asked for, met or not. */
import type { Profile as ProfilePart } from "../../../src/report/mod.ts";
import { prose } from "../../prose.ts";
import { Mark, type MarkName } from "../mark.tsx";
import { Reference } from "../reference.tsx";

type Requirement = ProfilePart["requirements"][number];

export function Profile({ profile }: { readonly profile: ProfilePart }) {
  const { title, met, requirements } = profile;
  return (
    <section class="panel profile" aria-labelledby="profile">
      <h3 id="profile">{prose.deep.profile(title, met)}</h3>
      {profile.reference !== null && <p class="hint">{profile.reference}</p>}
      <ul class="requirements">
        {requirements.map((requirement) => (
          <li class={`is-${markOf(requirement)}`}>
            <Mark name={markOf(requirement)} />
            <p>
              {requirement.title}
              {requirement.level === "should" && <span class="hint">{prose.deep.recommended}</span>}
            </p>
            <p class="found">
              {requirement.detail}
              {requirement.reference !== null && requirement.reference !== profile.reference && (
                <Reference text={requirement.reference} />
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function markOf({ status, level }: Requirement): MarkName {
  if (status === "met") return "pass";
  if (status === "unknown") return "unknown";
  return level === "must" ? "fail" : "warn";
}
