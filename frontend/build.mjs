/* Writes static/dist/: app.css, app.js, htmx.js, fonts, icons.svg, mark.svg, favicon. `--watch` builds again on every change. */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import * as esbuild from "esbuild";
import { trim } from "./trim-package-css.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const source = path.join(root, "static/src");
const target = path.join(root, "static/dist");
const watch = process.argv.includes("--watch");

/* The sprite and the images need no bundler; blank space between tags is not sent. */
async function copyImages() {
  const sprite = await readFile(path.join(source, "icons.svg"), "utf8");
  await writeFile(path.join(target, "icons.svg"), sprite.replace(/<!--.*?-->/gs, "").replace(/>\s+</g, "><"));
  await cp(path.join(source, "img"), target, { recursive: true });
}

/* Letters (typst) need whole TrueType fonts: names are also written with letters outside Latin-1. */
async function copyLetterFonts() {
  const fonts = path.join(root, "node_modules/@expo-google-fonts/fira-sans");
  for (const weight of ["400Regular", "500Medium", "600SemiBold"]) {
    const name = `FiraSans_${weight}.ttf`;
    await cp(path.join(fonts, weight, name), path.join(target, "fonts/letters", name));
  }
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });

const context = await esbuild.context({
  absWorkingDir: root,
  entryPoints: {
    app: "static/src/js/app.js",
    htmx: "static/src/js/htmx.js",
    "app-css": "static/src/css/main.css",
  },
  outdir: target,
  entryNames: "[name]",
  assetNames: "fonts/[name]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome109", "firefox115", "safari16.4"],
  loader: { ".woff2": "file" },
  legalComments: "none",
  logLevel: "warning",
  plugins: [
    {
      name: "portal",
      setup(build) {
        build.onLoad({ filter: /@utrecht.*\.css$/ }, loadPackage);
        build.onEnd(renameStylesheet);
      },
    },
  ],
});

async function loadPackage({ path: file }) {
  return { contents: trim(await readFile(file, "utf8")), loader: "css" };
}

/* Two entry points may not share the name `app`, so the stylesheet gets its name afterwards. */
async function renameStylesheet() {
  const built = path.join(target, "app-css.css");
  try {
    await writeFile(path.join(target, "app.css"), await readFile(built));
    await rm(built);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

await copyImages();
await copyLetterFonts();
if (watch) {
  await context.watch();
  console.log("static/dist is kept up to date; stop with Ctrl-C");
} else {
  await context.rebuild();
  await context.dispose();
}
