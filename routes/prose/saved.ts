/** The words around a report that is opened from a file. */
export const saved = {
  heading: "Open a report",
  label: "A report that was saved as JSON",
  submit: "Open",
  hint: "It is shown as it was, with every byte it has. Nothing is contacted, and nothing is kept.",
  note: (others: number) =>
    `A saved report: it says what was so when it was made, and nothing was contacted to show it.${
      others === 0 ? "" : ` The file has ${others} more; the first is shown.`
    }`,
  noFile: "There is no file in the form",
  chooseFile: "Choose the file that --json, --output or the API has made",
  invalidTitle: "No report in that file",
  invalidHeading: "That file cannot be shown",
  fromAnotherSite: "Reports are opened from this site's own page",
  openItHere: "Choose the file on the first page",
  tooLong: (megabytes: number) => `The file has more than ${megabytes} MB`,
  withCommand: "Open it with the command line: deno task check --replay report.json",
};
