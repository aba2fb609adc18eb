import 'element-plus/theme-chalk/dark/css-vars.css'
import './look.css'
import './matter/matter.css'
import { createApp } from 'vue'
import App from './App.vue'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark', dark.matches)
follow()
dark.addEventListener('change', follow)

createApp(App).mount('#desk')
