package io.quarkiverse.codex.sessions;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;

/** Pools of connections, as an application has them. */
final class Databases {

    private Databases() {
    }

    static DataSource pool(String url, String user) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool
                    .maxSize(4).acquisitionTimeout(Duration.ofSeconds(60)).connectionFactoryConfiguration(
                            factory -> factory.jdbcUrl(url).principal(new NamePrincipal(user))
                                    .credential(new SimplePassword("")))));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
