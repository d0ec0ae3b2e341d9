package dev.tgarchiver.app;

import dev.tgarchiver.app.account.ChatsUseCase;
import dev.tgarchiver.app.account.LoginPrompt;
import dev.tgarchiver.app.account.LoginResult;
import dev.tgarchiver.app.account.LoginUseCase;
import dev.tgarchiver.app.account.LogoutResult;
import dev.tgarchiver.app.account.LogoutUseCase;
import dev.tgarchiver.app.export.ExportOrder;
import dev.tgarchiver.app.export.ExportResult;
import dev.tgarchiver.app.export.ExportUseCase;
import dev.tgarchiver.app.imports.ImportOrder;
import dev.tgarchiver.app.imports.ImportResult;
import dev.tgarchiver.app.imports.ImportUseCase;
import dev.tgarchiver.app.maintenance.AuditResult;
import dev.tgarchiver.app.maintenance.AuditUseCase;
import dev.tgarchiver.app.maintenance.AuditWatcher;
import dev.tgarchiver.app.maintenance.CleanupOrder;
import dev.tgarchiver.app.maintenance.CleanupUseCase;
import dev.tgarchiver.app.maintenance.CleanupWatcher;
import dev.tgarchiver.app.maintenance.ForgetDialogue;
import dev.tgarchiver.app.maintenance.ForgetUseCase;
import dev.tgarchiver.app.maintenance.ReindexResult;
import dev.tgarchiver.app.maintenance.ReindexUseCase;
import dev.tgarchiver.app.maintenance.ReindexWatcher;
import dev.tgarchiver.app.maintenance.RetryResult;
import dev.tgarchiver.app.maintenance.RetryUseCase;
import dev.tgarchiver.app.maintenance.VerifyOrder;
import dev.tgarchiver.app.maintenance.VerifyResult;
import dev.tgarchiver.app.maintenance.VerifyUseCase;
import dev.tgarchiver.app.maintenance.VerifyWatcher;
import dev.tgarchiver.app.posts.Mentions;
import dev.tgarchiver.app.posts.MentionsUseCase;
import dev.tgarchiver.app.posts.PostSelection;
import dev.tgarchiver.app.posts.SearchEnd;
import dev.tgarchiver.app.posts.SearchHit;
import dev.tgarchiver.app.posts.SearchOrder;
import dev.tgarchiver.app.posts.SearchUseCase;
import dev.tgarchiver.app.posts.ShowOrder;
import dev.tgarchiver.app.posts.ShowUseCase;
import dev.tgarchiver.app.posts.ShownPost;
import dev.tgarchiver.app.run.DownloadOrder;
import dev.tgarchiver.app.run.DownloadResult;
import dev.tgarchiver.app.run.DownloadUseCase;
import dev.tgarchiver.app.run.DryRunResult;
import dev.tgarchiver.app.run.RunMonitor;
import dev.tgarchiver.app.run.RunWatcher;
import dev.tgarchiver.app.stats.ChannelListUseCase;
import dev.tgarchiver.app.stats.ListedChannel;
import dev.tgarchiver.app.stats.StatsResult;
import dev.tgarchiver.app.stats.StatsUseCase;
import dev.tgarchiver.config.ConfigException;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.progress.Meter;
import dev.tgarchiver.storage.ArchiveHeld;
import dev.tgarchiver.storage.StorageFailure;
import dev.tgarchiver.telegram.LoginDialogue.LoginAborted;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.tracker.RecoveryReport;
import dev.tgarchiver.tracker.TrackerFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * An archive and its use cases: the one thing that every front end calls. Each use case opens what it needs, blocks until
 * it has ended, and closes it; failures that are meant for the user have a message for them. Nothing here prints, asks or
 * ends the process, except through what the front end gives.
 */
public final class Archiver {

    private final Environment environment;

    /** The archive of this environment's configuration. Opens nothing. */
    public Archiver(Environment environment) {
        this.environment = environment;
    }

    /** {@link LoginUseCase#run}. */
    public LoginResult login(LoginPrompt prompt, boolean qr)
            throws ConfigException, TelegramFailure, LoginAborted, ArchiveHeld, StorageFailure, InterruptedException {
        return new LoginUseCase(environment).run(prompt, qr);
    }

    /** {@link LogoutUseCase#run}. */
    public LogoutResult logout()
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, InterruptedException {
        return new LogoutUseCase(environment).run();
    }

    /** {@link ChatsUseCase#run}. */
    public List<Channel> chats()
            throws ConfigException, TelegramFailure, ArchiveHeld, StorageFailure, InterruptedException {
        return new ChatsUseCase(environment).run();
    }

    /** {@link DownloadUseCase#run}. */
    public DownloadResult download(DownloadOrder order, RunWatcher.Factory watcher)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        return new DownloadUseCase(environment).run(order, watcher);
    }

    /** {@link DownloadUseCase#dryRun}. */
    public DryRunResult dryRun(boolean retryFailed, RunWatcher.Factory watcher)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        return new DownloadUseCase(environment).dryRun(retryFailed, watcher);
    }

    /** {@link VerifyUseCase#run}. */
    public VerifyResult verify(VerifyOrder order, VerifyWatcher watcher)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        return new VerifyUseCase(environment).run(order, watcher);
    }

    /** {@link AuditUseCase#run}. */
    public AuditResult audit(List<String> channels, long from, AuditWatcher watcher)
            throws ConfigException, InvalidRequest, TelegramFailure, ArchiveHeld, StorageFailure, TrackerFailure,
                    InterruptedException {
        return new AuditUseCase(environment).run(channels, from, watcher);
    }

    /** {@link StatsUseCase#run}. */
    public StatsResult stats(List<String> channels, boolean everyFailure)
            throws InvalidRequest, StorageFailure, TrackerFailure {
        return new StatsUseCase(environment.configuration()).run(channels, everyFailure);
    }

    /** {@link SearchUseCase#run}. */
    public SearchEnd search(SearchOrder order, Consumer<SearchHit> hits) throws InvalidRequest, TrackerFailure {
        return new SearchUseCase(environment.configuration()).run(order, hits);
    }

    /** {@link SearchUseCase#list}. */
    public SearchEnd list(SearchOrder order, Consumer<SearchHit> posts) throws InvalidRequest, TrackerFailure {
        return new SearchUseCase(environment.configuration()).list(order, posts);
    }

    /** {@link ShowUseCase#run}. */
    public ShownPost show(ShowOrder order) throws InvalidRequest, TelegramFailure, TrackerFailure {
        return new ShowUseCase(environment.configuration()).run(order);
    }

    /** {@link MentionsUseCase#run}. */
    public Mentions mentions(Mentions.Kind kind, PostSelection selection, int limit)
            throws InvalidRequest, TrackerFailure {
        return new MentionsUseCase(environment.configuration()).run(kind, selection, limit);
    }

    /** {@link ChannelListUseCase#run}. */
    public List<ListedChannel> channels() throws TrackerFailure {
        return new ChannelListUseCase(environment.configuration()).run();
    }

    /** {@link RunMonitor#open}. */
    public RunMonitor monitor() throws TrackerFailure {
        return RunMonitor.open(environment.configuration());
    }

    /** {@link RetryUseCase#run}. */
    public RetryResult retry(List<String> channels)
            throws InvalidRequest, StorageFailure, TrackerFailure, InterruptedException {
        return new RetryUseCase(environment).run(channels);
    }

    /** {@link ExportUseCase#run}. */
    public ExportResult export(ExportOrder order, LongFunction<Meter> meters)
            throws InvalidRequest, StorageFailure, TrackerFailure, InterruptedException {
        return new ExportUseCase(environment).run(order, meters);
    }

    /** {@link ImportUseCase#run}. */
    public ImportResult importExport(ImportOrder order, LongFunction<Meter> meters)
            throws InvalidRequest, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        return new ImportUseCase(environment).run(order, meters);
    }

    /** {@link ReindexUseCase#run}. */
    public ReindexResult reindex(List<String> channels, ReindexWatcher watcher)
            throws InvalidRequest, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        return new ReindexUseCase(environment).run(channels, watcher);
    }

    /** {@link ForgetUseCase#run}. */
    public boolean forget(List<String> channels, boolean deleteFiles, ForgetDialogue dialogue)
            throws InvalidRequest, ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        return new ForgetUseCase(environment).run(channels, deleteFiles, dialogue);
    }

    /** {@link CleanupUseCase#run}. */
    public CompletionStatus cleanup(CleanupOrder order, CleanupWatcher watcher)
            throws ArchiveHeld, StorageFailure, TrackerFailure, InterruptedException {
        return new CleanupUseCase(environment).run(order, watcher);
    }

    /** {@link CleanupUseCase#recoverTracker}. */
    public Optional<RecoveryReport> recoverTracker() throws ArchiveHeld, StorageFailure, TrackerFailure {
        return new CleanupUseCase(environment).recoverTracker();
    }
}
