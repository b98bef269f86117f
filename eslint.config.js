// The browser's code on its own: every name is declared or imported in the file that uses it, and is used.
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/vendor/**", ".venv/**", ".cache/**", "bench/**"] },
  {
    files: ["workbook/views/static/**/*.js"],
    ...js.configs.recommended,
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: { ...globals.browser, lunr: "readonly" } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...js.configs.recommended.rules,
      "no-control-regex": "off", // what hides in a text is named by its code
      "no-misleading-character-class": "off",
      "no-duplicate-imports": "error",
    },
  },
];
