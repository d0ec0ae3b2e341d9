package dev.tgarchiver.cli.command;

import dev.tgarchiver.tdlib.binding.TdLibrary;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar, and the platform: what a bug report should contain. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "archiver " + (version == null ? "(not packaged)" : version),
            "TDLib " + TdLibrary.VERSION + ", Java " + System.getProperty("java.runtime.version") + ", "
                    + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                    + System.getProperty("os.arch")
        };
    }
}
