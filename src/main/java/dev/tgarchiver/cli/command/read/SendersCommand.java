package dev.tgarchiver.cli.command.read;

import dev.tgarchiver.app.posts.Mentions;
import picocli.CommandLine.Command;

@Command(
        name = "senders",
        description = {
            "Count who has sent the posts, the most frequent first. Also while a download runs. Needs neither login nor network.",
            ""
        })
public final class SendersCommand extends MentionsCommand {

    @Override
    Mentions.Kind kind() {
        return Mentions.Kind.SENDER;
    }
}
