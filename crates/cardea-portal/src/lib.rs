//! cardea-portal
