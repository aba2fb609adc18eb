import 'element-plus/theme-chalk/dark/css-vars.css'
import './look.css'
import './matter/matter.css'
import { createApp } from 'vue'
import App from './App.vue'
import { lazy } from './pages'
import { ROOM } from './wall/live'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark', dark.matches)
follow()
dark.addEventListener('change', follow)

// A wall has nobody to ask who they are.
const root = window.location.pathname === ROOM ? lazy(() => import('./wall/WallByPass.vue')) : App
createApp(root).mount('#desk')
