package dev.takt.config;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Gives out the entity manager. An EJB, because Payara looks for the persistence unit in the module that the current call
 * came from: in an EAR a call from the WAR would not find the one in this jar. It looks once, at the first use.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@SuppressWarnings("NullAway.Init") // the container injects the field
public class PersistenceUnit {
    @PersistenceContext(unitName = "takt")
    private EntityManager entityManager;

    /**
     * An entity manager that is bound to the transaction of whoever uses it.
     *
     * @return usable from any module
     */
    public EntityManager entityManager() {
        entityManager.getMetamodel();
        return entityManager;
    }
}
