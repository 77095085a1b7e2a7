import { mount } from 'svelte';
import './app.css';
import App from './App.svelte';
import { looks } from './lib/theme.svelte';

looks.apply();
mount(App, { target: document.getElementById('desk')! });
