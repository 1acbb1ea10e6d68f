export interface Shown {
  name: string;
  language: string;
  theme: string;
  /** Beside the page. */
  file: string;
  alt: string;
}

/** All pictures by kind, in both languages and themes, with their alt texts below. */
export function page(pictures: readonly Shown[]): string {
  const names = [...new Set(pictures.map(({ name }) => name))];
  const figures = (name: string): string =>
    pictures
      .filter((picture) => picture.name === name)
      .map(
        ({ file, alt, language, theme }) =>
          `<figure><img src="${escapeHtml(file)}" alt="${escapeHtml(alt)}" loading="lazy">` +
          `<figcaption>${language} · ${theme}<br>${escapeHtml(alt)}</figcaption></figure>`,
      )
      .join("\n");
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>opsthread: pictures</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1240px; padding: 0 1rem; }
section { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 1rem; }
figure { margin: 0; } img { width: 100%; display: block; } figcaption { color: #666; font-size: 12px; margin: .4rem 0 1rem; }
nav a { margin-right: .8rem; }
</style>
<h1>opsthread: pictures</h1>
<p>Drawn from the sample account. ${pictures.length} pictures.</p>
<nav>${names.map((name) => `<a href="#${name}">${name}</a>`).join("")}</nav>
${names.map((name) => `<h2 id="${name}">${name}</h2>\n<section>\n${figures(name)}\n</section>`).join("\n")}
</html>
`;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
