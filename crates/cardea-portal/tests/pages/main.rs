//! The portal as a browser meets it: the router in this process, over a store, a vault and a log in a temporary folder.

mod api;
mod choices;
mod clips;
mod door;
mod everywhere;
mod house;
mod operated;
mod own;
mod requests;
