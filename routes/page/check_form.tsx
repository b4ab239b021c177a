/** The form: one field that matters, and the command line's other options folded away under it. */
import type { OptionError } from "../../src/check_options.ts";
import { prose } from "../prose.ts";
import { type AdvancedField, advancedFields } from "./form_fields.ts";

interface CheckFormProps {
  /** What was typed, by parameter name. */
  readonly values: Readonly<Record<string, string>>;
  readonly error?: OptionError;
  readonly autofocus?: boolean;
  /** One line high, for the bar at the top. */
  readonly compact?: boolean;
}

export function CheckForm({ values, error, autofocus, compact }: CheckFormProps) {
  const inAdvanced = advancedFields.some(({ name }) => name === error?.field);
  const used = advancedFields.some(({ name }) => values[name] !== undefined) || values["no_sni"] === "1" ||
    values["native"] === "0" || values["deep"] === "1" || values["evidence"] === "1";
  const targetError = error !== undefined && !inAdvanced ? error : undefined;
  return (
    <form class={compact ? "check compact" : "check"} action="/check" method="get" role="search">
      <div class="field target">
        <label for="target">{prose.form.target}</label>
        <div class="row">
          <input
            id="target"
            name="target"
            type="text"
            inputmode="url"
            enterkeyhint="go"
            autocapitalize="none"
            autocorrect="off"
            spellcheck={false}
            maxlength={2048}
            required
            placeholder="example.com"
            value={values["target"] ?? ""}
            autofocus={autofocus && !inAdvanced}
            aria-invalid={targetError ? "true" : undefined}
            aria-describedby={targetError ? "target-error" : compact ? undefined : "target-hint"}
          />
          <button type="submit">{compact ? prose.form.again : prose.form.submit}</button>
        </div>
        {targetError && <FieldError id="target-error" error={targetError} />}
        {!compact && <p class="hint" id="target-hint">{prose.form.targetHint}</p>}
      </div>
      <p class="progress" role="status" data-text={prose.form.checking}></p>
      <details class="options" open={inAdvanced || (used && !compact)}>
        <summary>{prose.form.options}</summary>
        <div class="fields">
          {advancedFields.map((field) => (
            <AdvancedInput
              field={field}
              value={values[field.name] ?? ""}
              {...(error?.field === field.name ? { error } : {})}
            />
          ))}
          <div class="field boxes">
            <label>
              <input type="checkbox" name="no_sni" value="1" checked={values["no_sni"] === "1"} />
              {prose.form.noServerName}
            </label>
            <label>
              <input type="checkbox" name="revocation" value="1" checked={values["revocation"] === "1"} />
              {prose.form.revocation}
            </label>
            <label>
              <input type="checkbox" name="deep" value="1" checked={values["deep"] === "1"} />
              {prose.form.deep}
            </label>
            <label>
              <input type="checkbox" name="evidence" value="1" checked={values["evidence"] === "1"} />
              {prose.form.evidence}
            </label>
            <label>
              <input type="checkbox" name="native" value="0" checked={values["native"] === "0"} />
              {prose.form.noNative}
            </label>
          </div>
        </div>
      </details>
    </form>
  );
}

interface AdvancedInputProps {
  readonly field: AdvancedField;
  readonly value: string;
  readonly error?: OptionError;
}

function AdvancedInput({ field, value, error }: AdvancedInputProps) {
  const { name } = field;
  const text = prose.form.fields[name];
  const wiring = {
    id: name,
    name,
    autofocus: error !== undefined,
    "aria-invalid": error ? "true" as const : undefined,
    "aria-describedby": error ? `${name}-error` : `${name}-hint`,
  };
  return (
    <div class="field">
      <label for={name}>{text.label}</label>
      {"choices" in field
        ? (
          <select {...wiring}>
            <option value="">{prose.form.fromTarget}</option>
            {field.choices.map((choice) => <option selected={choice === value}>{choice}</option>)}
          </select>
        )
        : (
          <input
            {...wiring}
            type="text"
            inputmode={field.inputMode}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            placeholder={field.placeholder}
            value={value}
          />
        )}
      {error
        ? <FieldError id={`${name}-error`} error={error} />
        : <p class="hint" id={`${name}-hint`}>{text.hint}</p>}
    </div>
  );
}

function FieldError({ id, error }: { readonly id: string; readonly error: OptionError }) {
  return (
    <p class="error" id={id} role="alert">
      <strong>{error.message}.</strong> {error.hint}.
    </p>
  );
}
