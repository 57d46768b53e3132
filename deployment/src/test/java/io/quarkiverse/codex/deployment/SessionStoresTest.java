package io.quarkiverse.codex.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.codex.runtime.config.SessionStoreKind;
import io.quarkus.deployment.Capability;
import io.quarkus.runtime.configuration.ConfigurationException;

class SessionStoresTest {

    @ParameterizedTest
    @EnumSource
    void everyKindHasItsClasses(SessionStoreKind kind) {
        assertThat(SessionStores.of(kind).classNames()).isNotEmpty().allSatisfy(name -> assertThatCode(
                () -> Class.forName(name, false, getClass().getClassLoader())).doesNotThrowAnyException());
    }

    @Test
    void storesThatNeedAnExtensionSayWhichOneAndWhatToAdd() {
        assertThatThrownBy(() -> SessionStores.REDIS.requireExtension(capability -> false))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("quarkus.codex.session.store=redis")
                .hasMessageContaining("<groupId>io.quarkus</groupId><artifactId>quarkus-redis-client</artifactId>");
        assertThatThrownBy(() -> SessionStores.JDBC.requireExtension(capability -> false))
                .hasMessageContaining("quarkus.codex.session.store=jdbc")
                .hasMessageContaining("<artifactId>quarkus-jdbc-postgresql</artifactId>");
    }

    @Test
    void storesAreContentWithTheirExtension() {
        SessionStores.REDIS.requireExtension(Capability.REDIS_CLIENT::equals);
        SessionStores.JDBC.requireExtension(Capability.AGROAL::equals);
        SessionStores.MEMORY.requireExtension(capability -> false);
        SessionStores.FILE.requireExtension(capability -> false);
    }

    @Test
    void tablesAreInTheJar() {
        assertThat(SessionStores.TABLES).allSatisfy(
                tables -> assertThat(getClass().getClassLoader().getResource(tables)).isNotNull());
    }
}
