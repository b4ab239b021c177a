/** Each requirement of the profile that was asked for, met or not. */
import type { Profile as ProfilePart } from "../../../src/report/mod.ts";
import { prose } from "../../prose.ts";
import { Mark, type MarkName } from "../mark.tsx";
import { Reference } from "../reference.tsx";

type Requirement = ProfilePart["requirements"][number];

export function Profile({ profile: { title, met, requirements } }: { readonly profile: ProfilePart }) {
  return (
    <section class="panel profile" aria-labelledby="profile">
      <h3 id="profile">{prose.deep.profile(title, met)}</h3>
      <table>
        <thead>
          <tr>
            {prose.deep.columns.map((column) => <th scope="col">{column}</th>)}
          </tr>
        </thead>
        <tbody>
          {requirements.map((requirement) => (
            <tr class={`is-${markOf(requirement)}`}>
              <th scope="row">
                <Mark name={markOf(requirement)} /> {requirement.title}
              </th>
              <td>{requirement.detail}</td>
              <td>{prose.deep.level[requirement.level]}</td>
              <td>{requirement.reference !== null && <Reference text={requirement.reference} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function markOf({ status, level }: Requirement): MarkName {
  if (status === "met") return "pass";
  if (status === "unknown") return "unknown";
  return level === "must" ? "fail" : "warn";
}
