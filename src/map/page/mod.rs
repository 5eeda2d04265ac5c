//! The page of all days: an HTML document with the atlas as JSON and a script that draws it.
//!
//! [`data`] writes what the script needs to answer for any place and day as the library does. The script is one program
//! in three files, put together by [`html`]: `answers.js` finds answers and fill styles, `picture.js` projects and draws,
//! `reader.js` is the interface.

mod courses;
mod data;
mod html;

pub use html::Page;
