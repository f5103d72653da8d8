/** Styles are built by vite; the script only names them. */
declare module '*.css';
