package dev.tgarchiver.config;

import dev.tgarchiver.config.ConfigException.Problem;
import dev.tgarchiver.config.value.NearestKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds environment variables that are meant for the archiver but that it does not read, such as misspelled keys. */
final class VariableNames {

    static final String PREFIX = "ARCHIVER_";

    /** Variables without a key, which the launcher, the login and the session read. */
    private static final List<String> OTHERS = List.of(
            ConfigFileSearch.ENVIRONMENT_NAME,
            "ARCHIVER_JAVA_OPTS",
            "ARCHIVER_SESSION_KEY",
            "ARCHIVER_LOGIN_PHONE",
            "ARCHIVER_LOGIN_CODE",
            "ARCHIVER_LOGIN_PASSWORD");

    private VariableNames() {}

    /** A problem for each that is unknown, in alphabetical order. */
    static List<Problem> unknown(Collection<String> environment) {
        List<String> known = new ArrayList<>(OTHERS);
        Settings.all().forEach(setting -> known.add(setting.environmentName()));
        return environment.stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .map(name -> new Problem("environment variable " + name, "", "is not known; " + advice(name, known)))
                .toList();
    }

    private static String advice(String wrong, List<String> known) {
        String written = wrong.substring(PREFIX.length());
        // The right key without its section, or a typing error.
        return known.stream()
                .filter(name -> name.endsWith("_" + written))
                .findFirst()
                .or(() -> nearest(written, known))
                .map(near -> "did you mean " + near + "?")
                .orElse(
                        "unset it; archiver config check lists every key, and ARCHIVER_ with the key in capitals is its "
                                + "variable");
    }

    private static Optional<String> nearest(String written, List<String> known) {
        return new NearestKey(known.stream()
                        .map(name -> name.substring(PREFIX.length()).toLowerCase(Locale.ROOT))
                        .toList())
                .to(written)
                .map(near -> PREFIX + near.toUpperCase(Locale.ROOT));
    }
}
