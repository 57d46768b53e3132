package io.quarkiverse.codex.review;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.ApprovalMode;
import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.approval.PendingApprovals;
import io.quarkiverse.codex.event.TurnStatus;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Runs reviews, each in a directory of its own that is gone afterwards, and remembers the last ones.
 */
@ApplicationScoped
class Reviews {

    private static final Logger LOG = Logger.getLogger(Reviews.class);

    private static final String INSTRUCTIONS = """
            You review code that you have not written. Answer the user's question about what is in the working directory, and \
            change nothing there. Before you report on a file, ask for its known findings: do not report them again, and mark \
            those as mended that are.""";

    private final CodexClient codex;
    private final PendingApprovals approvals;
    private final FindingStore findings;
    private final ReviewConfig config;
    private final Map<String, Review> reviews = new LinkedHashMap<>();

    Reviews(CodexClient codex, PendingApprovals approvals, FindingStore findings, ReviewConfig config) {
        this.codex = codex;
        this.approvals = approvals;
        this.findings = findings;
        this.config = config;
    }

    /**
     * @return the review, which has only just begun; empty when too many run
     */
    Optional<Review> start(Source source, String question) {
        Review review = new Review(UUID.randomUUID().toString(), source.name(), question, new EventLog(config.maxEvents()));
        if (!admit(review)) {
            return Optional.empty();
        }
        Uni.createFrom().item(() -> fetch(source, review)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(directory -> Uni.createFrom().deferred(() -> run(review, directory)).eventually(directory::close))
                .subscribe().with(review::succeed, failure -> fail(review, failure));
        return Optional.of(review);
    }

    private synchronized boolean admit(Review review) {
        if (reviews.values().stream().filter(other -> !other.isOver()).count() >= config.maxRunning()) {
            return false;
        }
        Iterator<Review> oldest = reviews.values().iterator();
        while (reviews.size() >= config.maxKept() && oldest.hasNext()) {
            if (oldest.next().isOver()) {
                oldest.remove();
            }
        }
        reviews.put(review.id(), review);
        return true;
    }

    private TemporaryDirectory fetch(Source source, Review review) {
        TemporaryDirectory directory = TemporaryDirectory.create("review-");
        try {
            source.fetch(directory.path(),
                    new FetchLimits(config.maxSize().asLongValue(), config.fetchTimeout(), review::isCancelled));
            return directory;
        } catch (IOException e) {
            directory.close();
            LOG.warnf(e, "The code of review %s could not be fetched", review.id());
            throw new RefusedException("The code could not be fetched");
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private Uni<Report> run(Review review, TemporaryDirectory directory) {
        CodexThread thread = codex.startThread(ThreadOptions.builder()
                .workingDirectory(directory.path())
                .skipGitRepoCheck(true)
                .sandboxMode(SandboxMode.READ_ONLY)
                // What does more than read, a person decides.
                .approvalMode(ApprovalMode.ON_REQUEST)
                .approvalPolicy(approvals)
                .developerInstructions(INSTRUCTIONS)
                .build());
        return thread.start(TurnInput.of(review.question()), TurnOptions.builder().outputType(Report.class).build())
                .chain(turn -> watch(review, thread, turn))
                .map(Reviews::report)
                .invoke(report -> store(review, report));
    }

    private static Uni<TurnResult> watch(Review review, CodexThread thread, CodexTurn turn) {
        review.begin(thread, turn);
        return turn.events().onItem().call(review::see).onItem().ignoreAsUni().chain(turn::result);
    }

    private static Report report(TurnResult result) {
        if (result.status() == TurnStatus.INTERRUPTED) {
            throw new CancellationException();
        }
        return result.as(Report.class);
    }

    private void store(Review review, Report report) {
        try {
            findings.add(review.source(), report.findings());
        } catch (SQLException e) {
            throw new IllegalStateException("The findings of review " + review.id() + " could not be stored", e);
        }
    }

    private static void fail(Review review, Throwable failure) {
        if (failure instanceof CancellationException || review.isCancelled()) {
            review.fail(null);
        } else if (failure instanceof RefusedException || failure instanceof CodexException) {
            review.fail(failure.getMessage());
        } else {
            LOG.errorf(failure, "Review %s has failed", review.id());
            review.fail("The review has failed; the log of the service says why");
        }
    }

    synchronized Collection<Review> all() {
        return List.copyOf(reviews.values());
    }

    synchronized Optional<Review> find(String id) {
        return Optional.ofNullable(reviews.get(id));
    }

    Optional<Review> ofThread(String threadId) {
        return all().stream().filter(review -> review.isOf(threadId)).findFirst();
    }
}
