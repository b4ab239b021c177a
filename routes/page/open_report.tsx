/** The form that opens a saved report. It is sent like any other, so it works without script. */
import { prose } from "../prose.ts";

interface OpenReportProps {
  readonly error?: { readonly message: string; readonly hint: string };
}

export function OpenReport({ error }: OpenReportProps) {
  return (
    <form class="open-report" action="/report" method="post" enctype="multipart/form-data">
      <label for="report">{prose.saved.label}</label>
      <div class="row">
        <input
          id="report"
          name="report"
          type="file"
          accept=".json,.ndjson,.jsonl,application/json"
          required
          aria-invalid={error ? "true" : undefined}
          aria-describedby={error ? "report-error" : "report-hint"}
        />
        <button type="submit">{prose.saved.submit}</button>
      </div>
      {error && (
        <p class="error" id="report-error" role="alert">
          <strong>{error.message}.</strong> {error.hint}.
        </p>
      )}
      <p class="hint" id="report-hint">{prose.saved.hint}</p>
    </form>
  );
}
