"""What stories about others' servers share: a house that may reach this machine, and certificates for servers on it."""

import subprocess
import time

from house import PATIENCE, House, expect


def certificates(folder):
    """A certificate for `localhost`, and who vouches for it."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=folder)
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=story", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost", "-keyout", "key.pem", "-out", "asked.pem")
    (folder / "names").write_text("subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n")
    openssl("x509", "-req", "-in", "asked.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "cert.pem")


class OpenHouse(House):
    """One that may reach this machine, as no other may."""

    def start(self, *extra):
        super().start("--allow-network", "127.0.0.0/8", *extra)

    def log(self):
        return (self.folder.parent / f"{self.folder.name}.log").read_text()

    def notices(self):
        return self.operator("GET", "/v1/notices").rows


def wait_for(what, holds):
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            expect(what, False)
        time.sleep(0.05)
    expect(what, True)
