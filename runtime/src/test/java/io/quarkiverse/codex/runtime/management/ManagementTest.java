package io.quarkiverse.codex.runtime.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexUnsupportedException;
import io.quarkiverse.codex.event.TurnErrorKind;
import io.quarkiverse.codex.item.UnknownItem;
import io.quarkiverse.codex.management.AccountInfo;
import io.quarkiverse.codex.management.AccountUsage;
import io.quarkiverse.codex.management.CodexInfo;
import io.quarkiverse.codex.management.ConfigSnapshot;
import io.quarkiverse.codex.management.ModelInfo;
import io.quarkiverse.codex.management.PastTurn;
import io.quarkiverse.codex.management.RateLimits;
import io.quarkiverse.codex.management.ThreadInfo;
import io.quarkiverse.codex.management.ThreadQuery;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class ManagementTest {

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void pagesAreAskedForAsTheyAreNeeded() {
        CannedDoor door = new CannedDoor((method, params) -> {
            int page = params.path("cursor").asInt();
            return "{'data':[{'id':'a" + page + "'},{'id':'b" + page + "'}],'nextCursor':'" + (page + 1) + "'}";
        });
        AssertSubscriber<ThreadInfo> subscriber = new ThreadsImpl(CannedDoor.access(door), null, null)
                .list(ThreadQuery.ALL).subscribe().withSubscriber(AssertSubscriber.create(3));

        assertThat(subscriber.getItems()).extracting(ThreadInfo::id).containsExactly("a0", "b0", "a1");
        assertThat(door.asked).hasSize(2);
        subscriber.cancel();
    }

    @Test
    void eachSubscriberTurnsPagesFromTheFirst() {
        CannedDoor door = new CannedDoor((method, params) -> params.has("cursor") ? "{'data':[{'id':'b'}],'nextCursor':null}"
                : "{'data':[{'id':'a'}],'nextCursor':'x'}");
        ThreadsImpl threads = new ThreadsImpl(CannedDoor.access(door), null, null);

        for (int i = 0; i < 2; i++) {
            assertThat(await(threads.list(ThreadQuery.ALL).collect().asList())).extracting(ThreadInfo::id)
                    .containsExactly("a", "b");
        }
        assertThat(door.asked).hasSize(4);
    }

    @Test
    void whatIsUnknownSurvivesInWhatIsRaw() {
        CannedDoor door = new CannedDoor((method, params) -> "{'thread':{'id':'t','source':{'custom':'x'},'new':[1],"
                + "'status':7,'createdAt':'soon','turns':[{'id':'u','status':'exploded','error':{'message':'m',"
                + "'codexErrorInfo':'serverOverloaded','why':2},'items':[{'type':'dream','id':'i','of':'sheep'},3]}]}}");

        var history = await(new ThreadsImpl(CannedDoor.access(door), null, null).read("t"));

        assertThat(history.thread().source()).isNull();
        assertThat(history.thread().status()).isEmpty();
        assertThat(history.thread().createdAt()).isNull();
        assertThat(history.thread().raw().path("new").path(0).asInt()).isEqualTo(1);
        PastTurn turn = history.turns().get(0);
        assertThat(turn.status()).isEqualTo("exploded");
        assertThat(turn.error().kind()).isEqualTo(TurnErrorKind.SERVER_OVERLOADED);
        assertThat(turn.items()).singleElement().isInstanceOfSatisfying(UnknownItem.class,
                item -> assertThat(item.raw().path("of").asText()).isEqualTo("sheep"));
        assertThat(turn.raw().path("items")).hasSize(2);
    }

    @Test
    void modelsAreForgottenAfterAWhile() {
        CannedDoor door = new CannedDoor((method, params) -> params.has("cursor") ? "{'data':[{'id':'b'}]}"
                : "{'data':[{'id':'a','surprise':true}],'nextCursor':'x'}");
        AtomicLong time = new AtomicLong();
        ModelsImpl models = new ModelsImpl(CannedDoor.access(door), time::get);

        assertThat(await(models.list())).extracting(ModelInfo::id).containsExactly("a", "b");
        time.addAndGet(ModelsImpl.REMEMBERED.toNanos() - 1);
        assertThat(await(models.list()).get(0).raw().path("surprise").asBoolean()).isTrue();
        assertThat(door.asked).hasSize(2);
        time.addAndGet(1);
        await(models.list());
        assertThat(door.asked).hasSize(4);
    }

    @Test
    void modelsAskedForBeforeAnInvalidationAreNotRememberedAfterIt() {
        ModelsImpl[] models = new ModelsImpl[1];
        CannedDoor door = new CannedDoor((method, params) -> {
            models[0].invalidate();
            return "{'data':[]}";
        });
        models[0] = new ModelsImpl(CannedDoor.access(door));

        await(models[0].list());
        await(models[0].list());

        assertThat(door.asked).hasSize(2);
    }

    @Test
    void accountOfAPerson() {
        CannedDoor door = new CannedDoor((method, params) -> switch (method) {
            case "account/read" -> "{'account':{'type':'chatgpt','email':'a@b.c','planType':'pro'},'requiresOpenaiAuth':true}";
            case "account/rateLimits/read" -> "{'rateLimits':{'planType':'pro','primary':{'usedPercent':42,"
                    + "'windowDurationMins':300,'resetsAt':1700000000},'secondary':null},'extra':1}";
            default -> "{'summary':{'lifetimeTokens':9},'dailyUsageBuckets':[{'startDate':'2026-01-31','tokens':7}]}";
        });
        AccountImpl account = new AccountImpl(CannedDoor.access(door));

        AccountInfo state = await(account.state());
        RateLimits limits = await(account.rateLimits());
        AccountUsage usage = await(account.usage());

        assertThat(state.email()).isEqualTo("a@b.c");
        assertThat(state.toString()).doesNotContain("a@b.c");
        assertThat(limits.primary().usedPercent()).isEqualTo(42);
        assertThat(limits.primary().duration()).isEqualTo(Duration.ofHours(5));
        assertThat(limits.primary().resetsAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
        assertThat(limits.secondary()).isNull();
        assertThat(limits.raw().path("extra").asInt()).isEqualTo(1);
        assertThat(usage.lifetimeTokens()).isEqualTo(9);
        assertThat(usage.days()).containsExactly(new AccountUsage.Day("2026-01-31", 7));
    }

    @Test
    void configurationWithoutLayers() {
        ConfigSnapshot config = await(new ConfigurationImpl(CannedDoor.access(
                new CannedDoor((method, params) -> "{'config':{'experimental_bearer_token':'secret'},'layers':null}"))).read());

        assertThat(config.layers()).isEmpty();
        assertThat(config.userVersion()).isNull();
        assertThat(config.toString()).doesNotContain("secret");
    }

    @Test
    void codexThatDoesNotSayWhichMethodsItKnows() {
        RpcImpl rpc = new RpcImpl(CannedDoor.access(new CannedDoor((method, params) -> "{}")));

        assertThatThrownBy(() -> await(rpc.methods())).isInstanceOf(CodexUnsupportedException.class);
        CodexInfo info = await(rpc.info());
        assertThat(info.version()).isEqualTo("of unknown version");
        assertThat(info.transport()).isEqualTo("canned");
    }

    @Test
    void transportWithoutADoorNamesTheOneThatHasIt() {
        RpcAccess none = CannedDoor.access(null);

        for (Uni<?> uni : List.of(new ModelsImpl(none).list(), new AccountImpl(none).state(),
                new RpcImpl(none).request("x", null))) {
            assertThatThrownBy(() -> await(uni)).isInstanceOf(CodexUnsupportedException.class)
                    .hasMessageContaining("canned").hasMessageContaining("app-server");
        }
    }
}
