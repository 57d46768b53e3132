package io.quarkiverse.codex.test.tool;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Min;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolArg;
import io.quarkiverse.codex.tool.ToolContent;
import io.quarkiverse.codex.tool.ToolContext;
import io.quarkiverse.codex.tool.ToolException;
import io.quarkiverse.codex.tool.ToolResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

/**
 * Tools of all kinds. Without a scope: that it is a bean, the extension sees to.
 */
public class Tickets extends Echoing<Long> {

    public enum Priority {
        LOW,
        HIGH
    }

    public record Ticket(String title, @Min(1) int count, Priority priority, Optional<LocalDate> due,
            Map<String, Integer> votes) {
    }

    public record Receipt(int number, LocalDate due) {
    }

    @RequestScoped
    static class Counter {

        private final AtomicInteger calls = new AtomicInteger();

        int next() {
            return calls.incrementAndGet();
        }
    }

    final AtomicInteger opened = new AtomicInteger();
    final CompletableFuture<Boolean> waitsForTheTurn = new CompletableFuture<>();
    final CompletableFuture<Void> turnIsOver = new CompletableFuture<>();
    final CompletableFuture<Void> tookTooLong = new CompletableFuture<>();
    private final CyclicBarrier three = new CyclicBarrier(3);

    @Inject
    Counter counter;

    @CodexTool(description = "Greets somebody")
    String greet(@ToolArg(description = "who") String name, @ToolArg(defaultValue = "Hello") String greeting) {
        return greeting + ", " + name + "! Call " + counter.next();
    }

    @CodexTool(namespace = "tickets", description = "Opens a ticket")
    Receipt open(Ticket ticket, @ToolArg(required = false) List<String> labels) {
        opened.incrementAndGet();
        int sum = ticket.votes() == null ? 0 : ticket.votes().values().stream().mapToInt(Integer::intValue).sum();
        return new Receipt(ticket.count() + sum + (labels == null ? 0 : labels.size()),
                ticket.due().orElse(LocalDate.of(2020, 1, 1)));
    }

    @CodexTool(description = "Tells what it was given")
    String anything(@ToolArg(required = false) Object value, @ToolArg(required = false) Number number,
            @ToolArg(required = false) JsonNode json) {
        return value + " " + number + " " + json;
    }

    @CodexTool(description = "Always fails")
    void fail() {
        throw new IllegalStateException("the password is 1234");
    }

    @CodexTool(description = "Says why it cannot")
    CompletionStage<String> refuse() {
        return CompletableFuture.failedFuture(new ToolException("Come back on Monday"));
    }

    @CodexTool(description = "Shows a picture")
    ToolResult picture() {
        return ToolResult.image(new byte[] { 1, 2, 3 }, "image/png").and(new ToolContent.Text("seen"));
    }

    @CodexTool(description = "Does something and has nothing to say")
    Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    @CodexTool(description = "Never answers")
    Uni<String> slow(ToolContext context) {
        context.cancelled().subscribe().with(nothing -> tookTooLong.complete(null));
        return Uni.createFrom().nothing();
    }

    @CodexTool(description = "Waits for the end of the turn")
    Uni<String> waitForTheEnd(ToolContext context) {
        context.cancelled().subscribe().with(nothing -> turnIsOver.complete(null));
        waitsForTheTurn.complete(true);
        return Uni.createFrom().nothing();
    }

    @CodexTool(description = "Meets two others")
    String meet() throws InterruptedException, BrokenBarrierException, TimeoutException {
        three.await(30, TimeUnit.SECONDS);
        return "met";
    }

    @CodexTool(description = "Tells who calls")
    String context(ToolContext context) {
        context.progress("half");
        return context.clientName() + " " + context.threadId() + " " + context.turnId() + " " + context.callId();
    }

    @CodexTool(description = "Answers at length")
    String lengthy() {
        return "ä".repeat(1000);
    }

    @CodexTool(description = "Tells where it runs")
    Uni<String> eventLoop() {
        return Uni.createFrom().item(() -> Context.isOnEventLoopThread() + " " + counter.next());
    }

    /** Tells where arguments are made. */
    public record Note(String text) {

        static volatile boolean madeOnEventLoop;

        public Note {
            madeOnEventLoop = Context.isOnEventLoopThread();
        }
    }

    @CodexTool(description = "Takes a note")
    Uni<String> note(Note note) {
        return Uni.createFrom().item(note.text() + " " + Note.madeOnEventLoop + " " + Context.isOnEventLoopThread());
    }

    @CodexTool(description = "Tells where it runs")
    @RunOnVirtualThread
    String virtualThread() {
        return Context.isOnEventLoopThread() + " " + counter.next();
    }
}
