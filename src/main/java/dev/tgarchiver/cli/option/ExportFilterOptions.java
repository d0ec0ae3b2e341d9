package dev.tgarchiver.cli.option;

import dev.tgarchiver.app.InvalidRequest;
import dev.tgarchiver.app.export.PostFilter;
import dev.tgarchiver.config.value.DateText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which posts an export has. */
public final class ExportFilterOptions {

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "Only posts of then or later, in local time: 2024, 2024-01-31, yesterday, 7d.")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "Only posts of then or before; a day counts to its end.")
    private @Nullable String until;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "Only posts of these types: text, photo, video, poll, ...; several with commas.")
    private List<String> types = new ArrayList<>();

    /** The filter. */
    public PostFilter filter() throws InvalidRequest {
        return new PostFilter(date("--since", since, false), date("--until", until, true), Set.copyOf(types));
    }

    private static Optional<Instant> date(String option, @Nullable String text, boolean last) throws InvalidRequest {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DateText(Clock.system(ZoneId.systemDefault())).parse(text, last));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(option + ": \"" + text + "\" is not a date. Write 2024, 2024-01, 2024-01-31, "
                    + "2024-01-31T18:00, today, yesterday, or how long ago: 36h, 7d, 2w, 1y.");
        }
    }
}
