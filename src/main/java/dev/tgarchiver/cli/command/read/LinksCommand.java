package dev.tgarchiver.cli.command.read;

import dev.tgarchiver.app.posts.Mentions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "links",
        description = {
            "Count the addresses in texts and captions, the most frequent first. Also while a download runs. Needs neither login nor network.",
            ""
        })
public final class LinksCommand extends MentionsCommand {

    @Option(names = "--sites", description = "Count the sites instead of the addresses.")
    private boolean sites;

    @Override
    Mentions.Kind kind() {
        return sites ? Mentions.Kind.SITE : Mentions.Kind.LINK;
    }
}
