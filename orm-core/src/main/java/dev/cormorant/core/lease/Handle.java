package dev.cormorant.core.lease;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/** The holder's end of one lease, or of two that belong together; queued when nobody can reach it any more. */
final class Handle extends PhantomReference<Object> {

    Handle(Object holder, ReferenceQueue<Object> dropped) {
        super(holder, dropped);
    }
}
