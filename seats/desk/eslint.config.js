import js from '@eslint/js'
import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['dist', 'node_modules'] },
  js.configs.recommended,
  ts.configs.strict,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue}'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'no-undef': 'off', // TypeScript says it better
      // Callers' words are text, never HTML; and every Chinese text is in texts.ts.
      'vue/no-v-html': 'error',
      'vue/no-bare-strings-in-template': ['error', { allowlist: ['12389', '·', ':', '：', '“', '”', '—', '→', '/', '（', '）', '✕', '＋', '›', '；', '←', '⌫', 'T', 'Esc', 'F2', 'F4', 'F8', 'Ctrl+Enter', 'Ctrl+K'] }],
      'vue/multi-word-component-names': 'off',
      // Layout of markup is a matter of taste, not of faults.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
    },
  },
)
