/** The messages of one step, each with its fields where the program that read it has named them. */
import type { Message } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { MessageView, type Wire } from "./bytes/message_view.tsx";
import { milliseconds, octets } from "./measure.ts";

/** Enough for every message of a usual handshake; the JSON has the rest. */
const maxFieldsShown = 240;
const maxMessagesShown = 24;
const maxDepthShown = 3;

type CodePoint = Message["content_type"];

interface MessagesProps {
  readonly messages: readonly Message[];
  /** `null` for a report without bytes. */
  readonly wire: Wire | null;
}

export function Messages({ messages, wire }: MessagesProps) {
  const beyond = messages.length - maxMessagesShown;
  return (
    <ul class="messages">
      {messages.slice(0, maxMessagesShown).map((message) => (
        <li>
          {message.fields.length > 0 || message.bytes !== undefined
            ? (
              <details>
                <summary>
                  <MessageLine message={message} />
                </summary>
                {wire !== null && message.bytes !== undefined
                  ? <MessageView message={message} bytes={message.bytes} wire={wire} />
                  : <Fields message={message} />}
              </details>
            )
            : <MessageLine message={message} />}
        </li>
      ))}
      {beyond > 0 && <li class="hint">{prose.report.moreMessages(beyond)}</li>}
    </ul>
  );
}

function MessageLine({ message }: { readonly message: Message }) {
  return (
    <span class="line">
      <span class={`direction ${message.direction}`}>{prose.direction[message.direction]}</span>
      <code>{nameOf(message.msg_type ?? message.content_type)}</code>
      <span class={`protection ${message.protection}`}>{prose.protection[message.protection]}</span>
      <span class="time">
        {octets(message.length)}, {milliseconds(message.at_ms)}
      </span>
    </span>
  );
}

function Fields({ message }: { readonly message: Message }) {
  const { fields } = message;
  const shown = fields.filter(isShown).slice(0, maxFieldsShown);
  return (
    <div
      class="scroll"
      tabindex={0}
      role="group"
      aria-label={prose.report.fieldsOf(nameOf(message.msg_type ?? message.content_type))}
    >
      <table>
        <thead>
          <tr>
            <th>{prose.report.offset}</th>
            <th>{prose.report.length}</th>
            <th>{prose.report.field}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ offset, length, depth, name, code_point }) => (
            <tr>
              <td>{offset}</td>
              <td>{length}</td>
              <td class={depth > 0 ? `d${Math.min(depth, 6)}` : undefined}>
                {name}
                {code_point && <b>{nameOf(code_point)}</b>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {fields.length > shown.length && (
        <p class="hint">{prose.report.moreFields(fields.length - shown.length)}</p>
      )}
    </div>
  );
}

/** What lies deeper, and how long each vector says it is, is worth its room beside the bytes. */
function isShown({ name, depth }: Message["fields"][number]): boolean {
  return depth <= maxDepthShown && !/\.length$|^extension(_data)?$/.test(name);
}

function nameOf({ name, hex }: CodePoint): string {
  return name ?? hex;
}
