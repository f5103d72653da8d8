/** Names the styles that this app adds to those of every page. */
import './service.css';
