/* Leaves out of the package CSS what the portal never writes in its HTML, so that the stylesheet stays light.
   The package has each state twice: as a pseudo-class (kept) and as a class for documentation (left out). */

const UNUSED = [
  /--(hover|focus|focus-visible|pressed|disabled|visited|distanced|busy|placeholder|read-only|in-list|external|telephone|current-location)(?![\w-])/,
  /\.utrecht-(button|button-link|link|textbox|textarea|select|checkbox|custom-checkbox|radio-button)--(active|checked|indeterminate)(?![\w-])/,
  /\.utrecht-button(-link)?--(ready|warning|icon-only|inline)(?![\w-])/,
  /\.utrecht-table[\w-]*--(sticky[\w-]*|alternate[\w-]*|row-[\w-]+|oneline|fixed|selected|first|last)(?![\w-])/,
  /\.utrecht-(custom-checkbox|html|link-button|table-container|form-toggle|link--box-content|link-list)(?![\w])/,
];

/** The CSS without rules of which no selector is used. Handles flat rules and one level of at-rules. */
export function trim(css) {
  return rules(css.replace(/\/\*[^]*?\*\//g, ""));
}

function rules(css) {
  let kept = "";
  let position = 0;
  while (position < css.length) {
    const open = css.indexOf("{", position);
    if (open === -1) return kept + css.slice(position);
    const close = matching(css, open);
    const prelude = css.slice(position, open).trim();
    const body = css.slice(open + 1, close);
    if (/^@(media|supports|container)/.test(prelude)) {
      const inner = rules(body);
      if (inner.trim()) kept += `${prelude}{${inner}}`;
    } else if (prelude.startsWith("@")) {
      kept += `${prelude}{${body}}`;
    } else {
      const selectors = split(prelude).filter((selector) => !UNUSED.some((pattern) => pattern.test(selector)));
      if (selectors.length) kept += `${selectors.join(",")}{${body}}`;
    }
    position = close + 1;
  }
  return kept;
}

function matching(css, open) {
  let depth = 0;
  for (let index = open; index < css.length; index += 1) {
    if (css[index] === "{") depth += 1;
    if (css[index] === "}" && (depth -= 1) === 0) return index;
  }
  throw new Error("the package CSS has a brace that is never closed");
}

/** At commas that are not inside brackets. */
function split(selectors) {
  return selectors.split(/,(?![^(]*\))/).map((selector) => selector.trim());
}
