"""Databases of a maker's own, each a server in a folder of its own that goes when the story ends."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from house import free_port


class Database:
    """What is the same for each: a folder, a user that is not root, a server that is killed at the end."""

    def __init__(self, user):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cardea-db-"))
        self.port, self.server = free_port(), None
        # Servers of databases do not run as root: then each runs as the user that came with it.
        self.user = {"user": user, "group": user} if os.getuid() == 0 else {}
        if self.user:
            shutil.chown(self.folder, user, user)

    def owns(self, *paths):
        for path in paths:
            if self.user:
                shutil.chown(path, **{"user": self.user["user"], "group": self.user["group"]})
            path.chmod(0o600)

    def run(self, *command):
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder, timeout=120, **self.user)

    def launch(self, *command):
        self.server = subprocess.Popen([str(part) for part in command], stdout=(log := (self.folder / "log").open("a")), stderr=log, cwd=self.folder, **self.user)
        began = time.monotonic()
        while not self.answers():
            if self.server.poll() is not None or time.monotonic() - began > 60:
                sys.exit(f"the database does not start:\n{(self.folder / 'log').read_text()}")
            time.sleep(0.1)

    def answers(self):
        try:
            self.sql("SELECT 1")
            return True
        except subprocess.CalledProcessError:
            return False

    def stop(self, how=signal.SIGTERM):
        if self.server and self.server.poll() is None:
            self.server.send_signal(how)
            self.server.wait(60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop(signal.SIGQUIT if isinstance(self, Postgres) else signal.SIGKILL)
        shutil.rmtree(self.folder)


class Postgres(Database):
    """PostgreSQL with TLS, on a port of this machine and a socket in its folder."""

    def __init__(self, certificate, key):
        super().__init__("postgres")
        found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
        self.bin = found[-1].parent if found else pathlib.Path(shutil.which("initdb") or sys.exit("there is no initdb")).resolve().parent
        for source, name in ((certificate, "cert.pem"), (key, "key.pem")):
            shutil.copy(source, self.folder / name)
        self.owns(self.folder / "cert.pem", self.folder / "key.pem")
        self.run(self.bin / "initdb", "--auth-local=trust", "--auth-host=scram-sha-256", "--username=root_of_it", "--encoding=UTF8", "--locale=C", "--no-sync", "-D", self.folder / "data")
        self.start()

    def start(self):
        options = [f"listen_addresses=127.0.0.1", f"port={self.port}", f"unix_socket_directories={self.folder}", "fsync=off", "ssl=on",
                   f"ssl_cert_file={self.folder}/cert.pem", f"ssl_key_file={self.folder}/key.pem"]
        self.launch(self.bin / "postgres", "-D", self.folder / "data", *(part for option in options for part in ("-c", option)))

    def sql(self, script):
        command = [self.bin / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p", str(self.port), "-U", "root_of_it", "-d", "postgres"]
        return subprocess.run(command, input=script, capture_output=True, text=True, timeout=60, check=True).stdout.strip()


class MariaDb(Database):
    """MariaDB with TLS, on a port of this machine and a socket in its folder."""

    def __init__(self, certificate, key):
        super().__init__("mysql")
        for source, name in ((certificate, "cert.pem"), (key, "key.pem")):
            shutil.copy(source, self.folder / name)
        self.owns(self.folder / "cert.pem", self.folder / "key.pem")
        programs = ("/usr/sbin", "/usr/bin", "/usr/local/bin")
        self.server_program = shutil.which("mariadbd", path=os.pathsep.join(programs)) or sys.exit("there is no mariadbd")
        self.run(shutil.which("mariadb-install-db"), "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", f"--datadir={self.folder}/data")
        self.start()

    def start(self):
        self.launch(self.server_program, "--no-defaults", f"--datadir={self.folder}/data", f"--socket={self.folder}/socket", "--bind-address=127.0.0.1", f"--port={self.port}",
                    "--innodb-flush-log-at-trx-commit=0", f"--ssl-cert={self.folder}/cert.pem", f"--ssl-key={self.folder}/key.pem", "--skip-name-resolve", f"--pid-file={self.folder}/pid")

    def sql(self, script):
        command = ["mariadb", "--no-defaults", f"--socket={self.folder}/socket", "-u", "root", "--batch", "--skip-column-names"]
        return subprocess.run(command, input=script, capture_output=True, text=True, timeout=60, check=True).stdout.strip()
