package io.quarkiverse.codex.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '|', value = {
            "git status # git,status",
            "/bin/bash -c 'touch x' # touch,x",
            "/bin/bash -lc 'git log -3 --format=%H' # git,log,-3,--format=%H",
            "/bin/bash -c cat # cat",
            "bash -c \"echo 'one two'\" # echo,one two",
            "/usr/bin/zsh -c \"echo \"'\"it is\"' # echo,it is",
            "sh -c 'grep \"a;b\" f' # grep,a;b,f",
            "'git' 'commit' '-m' 'a $b' # git,commit,-m,a $b",
            "'it'\\''s' x # it's,x",
            "bash -c \"git commit -m '\\$HOME'\" # git,commit,-m,$HOME",
            "bash -c '  ls   -l  ' # ls,-l",
            // No shell at all, or none that a system has: then it is the program.
            "./bash -c 'git status' # ./bash,-c,git status",
            "/tmp/sh -c 'git status' # /tmp/sh,-c,git status",
            "bash script.sh # bash,script.sh",
            "bash -x -c 'git status' # bash,-x,-c,git status",
            "echo ä # echo,ä" })
    void readsPlainCommands(String command, String words) {
        assertThat(CommandLine.plainWords(command)).contains(List.of(words.split(",")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "git status; rm -r x", "git status && rm x", "git status || rm x", "git status & rm x",
            "git status | sh", "git status > x", "git status < x", "git status $(rm x)", "git status `rm x`",
            "git status $HOME", "git status \"$(rm x)\"", "git status \"`rm x`\"", "git status \"$x\"", "git status *",
            "git status ?", "git status [a]", "git status {a,b}", "git status ~", "git status # x", "git status !x",
            "git status \"!x\"", "git status\nrm x", "git status\rrm x", "git status \\\nx", "git status \\x", "(git status)",
            "PATH=. git status", "git status 'x", "git status \"x", "git status ^x", "git status =ls", "", " ", "'' x",
            "git status \0", "git status '\0'" })
    void refusesScriptsThatAreMore(String script) {
        assertThat(CommandLine.plainWords("/bin/bash -c '" + script.replace("'", "'\\''") + "'")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "git status; rm x", "git status 'x", "git status \"$x\"", "PATH=. git status",
            "git status | sh", "git status\nrm x", "git status \\", "=git status" })
    void refusesCommandsThatAreMore(String command) {
        assertThat(CommandLine.plainWords(command)).isEmpty();
    }

    @Test
    void hasNoWordsForWhatIsNotOnlyACommand() {
        assertThat(Requests.command("git status").plainWords()).contains(List.of("git", "status"));
        assertThat(Requests.command(null).plainWords()).isEmpty();
        assertThat(Requests.toReach("example.com", "git status").plainWords()).isEmpty();
        assertThat(Requests.input("git status").plainWords()).isEmpty();
        assertThat(Requests.withMore("git status").plainWords()).isEmpty();
    }
}
